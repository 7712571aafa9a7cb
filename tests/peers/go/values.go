package main

import (
	"math"

	"conformance"
	"github.com/apache/thrift/lib/go/thrift"
)

// everything is what ../README.md describes. The sets are sorted: in Go they are slices.
func everything(flags ...bool) *conformance.Everything {
	blob := make([]byte, 256)
	for i := range blob {
		blob[i] = byte(i)
	}
	return &conformance.Everything{
		Yes:      true,
		Tiny:     -8,
		Small:    -16000,
		Medium:   2000000000,
		Large:    -1234567890123456789,
		Real:     -5.2098523,
		Text:     "héllo ✓ 🦀 \"\\\n\t\u0001\u007f",
		Blob:     blob,
		Color:    conformance.Color_VIOLET,
		Instant:  1<<62 + 1,
		Ints:     []int32{0, 1, -1, 63, 64, -65, math.MaxInt32, math.MinInt32},
		Words:    []string{"", "a", "bb"},
		Counts:   map[string]int64{"one": 1, "big": 1 << 40, "neg": -1},
		Nested:   []map[int32][]string{{1: {"x", "y"}}, {}, {-5: {}}},
		Shape:    &conformance.Shape{Numbers: []int64{1, 2, 3}},
		Far:      thrift.StringPtr("far"),
		Maybe:    thrift.BoolPtr(false),
		Flags:    append([]bool{}, flags...),
		Path:     []*conformance.Point{{X: 0, Y: 0.5}, {X: -1, Y: 1e300}},
		Points:   map[int32]*conformance.Point{-1: {X: 1, Y: 2}, 7: {X: 3, Y: 4}},
		Names:    map[conformance.Color]string{conformance.Color_RED: "red", conformance.Color_VIOLET: "violet"},
		Numbers:  []int64{-1, 0, 1<<53 + 1},
		NoList:   []string{},
		NoSet:    []int32{},
		NoMap:    map[string]string{},
		Empty:    &conformance.Empty{},
		Farthest: 32767,
	}
}

func doubles() []float64 {
	return []float64{
		0, math.SmallestNonzeroFloat64, math.MaxFloat64, -5.2098523,
		math.Inf(1), math.Inf(-1), math.NaN(),
	}
}

func newerLabel(label string) *conformance.NewerShape_ {
	return &conformance.NewerShape_{Label: &label}
}

func newerCircle() *conformance.NewerShape_ {
	circle := conformance.Circle{Center: &conformance.Point{X: 1, Y: 2}, Radius: 3}
	return &conformance.NewerShape_{Circle: &circle}
}

func newerPerson(favourite conformance.NewerColor_) *conformance.NewerPerson_ {
	return &conformance.NewerPerson_{
		Name:       "Ada",
		Favourite:  favourite,
		Human:      true,
		Tiny:       -8,
		Small:      -16000,
		Medium:     2000000000,
		Large:      -1234567890123456789,
		Real:       -5.2098523,
		Blob:       []byte{0x00, 0x80, 0xff},
		Nested:     []map[string]*conformance.NewerShape_{{"circle": newerCircle(), "label": newerLabel("l")}, {}},
		Numbers:    []int32{-1, 0, 1},
		Flags:      []bool{true, false, true},
		Everything: everything(),
		Far:        "far",
	}
}
