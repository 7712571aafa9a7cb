package main

import (
	"context"
	"errors"
	"sync/atomic"

	"conformance"
)

// handler is the service, as a server has it.
type handler struct {
	notifications int32
}

func (h *handler) Ping(ctx context.Context) error {
	return nil
}

func (h *handler) Notifications(ctx context.Context) (int32, error) {
	return atomic.LoadInt32(&h.notifications), nil
}

func (h *handler) Echo(ctx context.Context, everything *conformance.Everything) (*conformance.Everything, error) {
	return everything, nil
}

func (h *handler) EchoDoubles(ctx context.Context, doubles []float64) ([]float64, error) {
	return doubles, nil
}

func (h *handler) EchoBlob(ctx context.Context, blob []byte) ([]byte, error) {
	return blob, nil
}

func (h *handler) Sum(ctx context.Context, values []int64) (int64, error) {
	var sum int64
	for _, value := range values {
		sum += value
	}
	return sum, nil
}

func (h *handler) Subtract(ctx context.Context, minuend int64, subtrahend int64) (int64, error) {
	return minuend - subtrahend, nil
}

func (h *handler) Defaults(ctx context.Context) (*conformance.Defaults, error) {
	return conformance.NewDefaults(), nil
}

func (h *handler) Greet(ctx context.Context, name string) (string, error) {
	switch name {
	case "enemy":
		return "", &conformance.NotFriendly{Code: 7, Reason: "go away"}
	case "crowd":
		return "", &conformance.Busy{Seconds: 30, Color: conformance.ColorPtr(conformance.Color_GREEN)}
	case "boom":
		return "", errors.New("boom")
	}
	return "Hello, " + name + "!", nil
}

func (h *handler) Admit(ctx context.Context, code int32) error {
	if code != 0 {
		return &conformance.NotFriendly{Code: code, Reason: "refused"}
	}
	return nil
}

func (h *handler) Notify(ctx context.Context, event string) error {
	atomic.AddInt32(&h.notifications, 1)
	return nil
}

func (h *handler) Evolve(ctx context.Context, person *conformance.Person) (*conformance.Person, error) {
	return person, nil
}

func (h *handler) Newest_(ctx context.Context) (*conformance.NewerPerson_, error) {
	return newerPerson(conformance.NewerColor__GOLD), nil
}

func (h *handler) Count(ctx context.Context, shapes []*conformance.Shape) (int32, error) {
	return int32(len(shapes)), nil
}

func (h *handler) Shapes(ctx context.Context) ([]*conformance.NewerShape_, error) {
	return []*conformance.NewerShape_{newerLabel("first"), newerCircle(), newerLabel("last")}, nil
}
