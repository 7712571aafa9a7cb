package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"sort"
	"time"

	"conformance"
	"github.com/apache/thrift/lib/go/thrift"
)

// clients is the connection, as a client of the service and of the same service in another
// version.
type clients struct {
	*conformance.ConformanceClient
	other *conformance.OtherVersionClient
}

var ctx = context.Background()

// checks has a function for each line of ../README.md.
var checks = []struct {
	name string
	run  func(clients) error
}{
	{"ping", ping},
	{"echo", echo},
	{"bool-list", boolList},
	{"doubles", echoDoubles},
	{"negative-zero", negativeZero},
	{"arguments", arguments},
	{"defaults", defaults},
	{"exceptions", exceptions},
	{"failure", failure},
	{"unknown-method", unknownMethod},
	{"oneway", oneway},
	{"large", large},
	{"unknown-fields", unknownFields},
	{"unknown-enum", unknownEnum},
	{"unknown-union", unknownUnion},
}

func expectEqual(got, wanted interface{}, err error) error {
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(got, wanted) {
		return fmt.Errorf("got %v instead of %v", got, wanted)
	}
	return nil
}

// firstError is the first that is not nil: the calls have all been made.
func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func ping(c clients) error {
	return c.Ping(ctx)
}

func echo(c clients) error {
	return echoEverything(c, everything())
}

func boolList(c clients) error {
	return echoEverything(c, everything(true, false, true))
}

func echoEverything(c clients, wanted *conformance.Everything) error {
	got, err := c.Echo(ctx, wanted)
	if err != nil {
		return err
	}
	sort.Strings(got.Words)
	sort.Slice(got.Numbers, func(i, j int) bool { return got.Numbers[i] < got.Numbers[j] })
	return expectEqual(got, wanted, nil)
}

func echoDoubles(c clients) error {
	return echoBits(c, doubles())
}

func negativeZero(c clients) error {
	return echoBits(c, []float64{math.Copysign(0, -1)})
}

func echoBits(c clients, wanted []float64) error {
	got, err := c.EchoDoubles(ctx, wanted)
	if err != nil {
		return err
	}
	if len(got) != len(wanted) {
		return fmt.Errorf("got %v instead of %v", got, wanted)
	}
	for i := range wanted {
		bothNaN := math.IsNaN(got[i]) && math.IsNaN(wanted[i])
		if !bothNaN && math.Float64bits(got[i]) != math.Float64bits(wanted[i]) {
			return fmt.Errorf("got %v instead of %v", got[i], wanted[i])
		}
	}
	return nil
}

func arguments(c clients) error {
	got, err := c.Subtract(ctx, 50, 8)
	return expectEqual(got, int64(42), err)
}

func defaults(c clients) error {
	got, err := c.Defaults(ctx)
	return expectEqual(got, conformance.NewDefaults(), err)
}

func exceptions(c clients) error {
	greeting, err := c.Greet(ctx, "World")
	if err := expectEqual(greeting, "Hello, World!", err); err != nil {
		return err
	}
	_, enemy := c.Greet(ctx, "enemy")
	afterEnemy := c.Ping(ctx)
	_, crowd := c.Greet(ctx, "crowd")
	afterCrowd := c.Ping(ctx)
	admitted := c.Admit(ctx, 0)
	refused := c.Admit(ctx, 3)
	green := conformance.Color_GREEN
	return firstError(
		expectEqual(enemy, &conformance.NotFriendly{Code: 7, Reason: "go away"}, nil),
		afterEnemy,
		expectEqual(crowd, &conformance.Busy{Seconds: 30, Color: &green}, nil),
		afterCrowd,
		admitted,
		expectEqual(refused, &conformance.NotFriendly{Code: 3, Reason: "refused"}, nil),
		c.Ping(ctx),
	)
}

func failure(c clients) error {
	_, err := c.Greet(ctx, "boom")
	return firstError(expectApplicationException(err), c.Ping(ctx))
}

func unknownMethod(c clients) error {
	return firstError(expectApplicationException(c.other.Missing(ctx)), c.Ping(ctx))
}

func expectApplicationException(err error) error {
	var exception thrift.TApplicationException
	if !errors.As(err, &exception) {
		return fmt.Errorf("got %v instead of an application exception", err)
	}
	return nil
}

func oneway(c clients) error {
	before, err := c.Notifications(ctx)
	if err != nil {
		return err
	}
	for i := 0; i < 3; i++ {
		if err := c.Notify(ctx, "event"); err != nil {
			return err
		}
	}
	end := time.Now().Add(2 * time.Second)
	for {
		got, err := c.Notifications(ctx)
		if err != nil || got == before+3 || time.Now().After(end) {
			return expectEqual(got, before+3, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func large(c clients) error {
	blob := make([]byte, 1<<20)
	for i := range blob {
		blob[i] = byte(i * 7 % 251)
	}
	got, err := c.EchoBlob(ctx, blob)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, blob) {
		return fmt.Errorf("got %d bytes that differ", len(got))
	}
	values := make([]int64, 100000)
	for i := range values {
		values[i] = int64(i)
	}
	sum, err := c.Sum(ctx, values)
	return expectEqual(sum, int64(4999950000), err)
}

func unknownFields(c clients) error {
	evolved, err := c.other.Evolve(ctx, newerPerson(conformance.NewerColor__GREEN))
	wanted := &conformance.Person{Name: "Ada", Favourite: conformance.Color_GREEN}
	if err := expectEqual(evolved, wanted, err); err != nil {
		return err
	}
	newest, err := c.other.Newest_(ctx)
	if err != nil {
		return err
	}
	return expectEqual(newest.Name, "Ada", nil)
}

func unknownEnum(c clients) error {
	person := &conformance.NewerPerson_{Name: "Ada", Favourite: conformance.NewerColor__GOLD}
	evolved, err := c.other.Evolve(ctx, person)
	if err != nil {
		return err
	}
	return expectEqual(evolved.Favourite, conformance.Color(99), nil)
}

func unknownUnion(c clients) error {
	count, err := c.other.Count(ctx, []*conformance.NewerShape_{newerLabel("a"), newerCircle(), newerLabel("b")})
	if err := expectEqual(count, int32(3), err); err != nil {
		return err
	}
	shapes, err := c.other.Shapes(ctx)
	if err := expectEqual(len(shapes), 3, err); err != nil {
		return err
	}
	return firstError(
		expectEqual(shapes[0].GetLabel(), "first", nil),
		expectEqual(shapes[2].GetLabel(), "last", nil),
	)
}
