import conformance.Busy;
import conformance.Color;
import conformance.Conformance;
import conformance.Defaults;
import conformance.Everything;
import conformance.NewerColor;
import conformance.NewerPerson;
import conformance.NewerShape;
import conformance.NotFriendly;
import conformance.Person;
import conformance.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The service, as a server has it. */
final class Handler implements Conformance.Iface {
  private final AtomicInteger notifications = new AtomicInteger();

  @Override
  public void ping() {}

  @Override
  public int notifications() {
    return notifications.get();
  }

  @Override
  public Everything echo(Everything everything) {
    return everything;
  }

  @Override
  public List<Double> echo_doubles(List<Double> doubles) {
    return doubles;
  }

  @Override
  public ByteBuffer echo_blob(ByteBuffer blob) {
    return blob;
  }

  @Override
  public long sum(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public long subtract(long minuend, long subtrahend) {
    return minuend - subtrahend;
  }

  @Override
  public Defaults defaults() {
    return new Defaults();
  }

  @Override
  public String greet(String name) throws NotFriendly, Busy {
    switch (name) {
      case "enemy":
        throw new NotFriendly(7, "go away");
      case "crowd":
        throw new Busy(30).setColor(Color.GREEN);
      case "boom":
        throw new IllegalStateException("boom");
      default:
        return "Hello, " + name + "!";
    }
  }

  @Override
  public void admit(int code) throws NotFriendly {
    if (code != 0) {
      throw new NotFriendly(code, "refused");
    }
  }

  @Override
  public void notify(String event) {
    notifications.incrementAndGet();
  }

  @Override
  public Person evolve(Person person) {
    return person;
  }

  @Override
  public NewerPerson newest() {
    return Values.newerPerson(NewerColor.GOLD);
  }

  @Override
  public int count(List<Shape> shapes) {
    return shapes.size();
  }

  @Override
  public List<NewerShape> shapes() {
    return List.of(NewerShape.label("first"), Values.newerCircle(), NewerShape.label("last"));
  }
}
