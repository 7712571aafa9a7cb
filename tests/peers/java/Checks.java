import conformance.Busy;
import conformance.Color;
import conformance.Conformance;
import conformance.Defaults;
import conformance.Everything;
import conformance.NewerColor;
import conformance.NewerPerson;
import conformance.NewerShape;
import conformance.NotFriendly;
import conformance.OtherVersion;
import conformance.Person;
import conformance.Shape;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.protocol.TProtocol;

/** What a client checks, a method for each line of ../README.md. */
final class Checks {
  interface Check {
    void run() throws Exception;
  }

  private final Conformance.Client client;

  /** On the same connection. */
  private final OtherVersion.Client otherVersion;

  Checks(TProtocol protocol) {
    client = new Conformance.Client(protocol);
    otherVersion = new OtherVersion.Client(protocol);
  }

  Map<String, Check> all() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("ping", this::ping);
    checks.put("echo", this::echo);
    checks.put("bool-list", this::boolList);
    checks.put("doubles", this::doubles);
    checks.put("negative-zero", this::negativeZero);
    checks.put("arguments", this::arguments);
    checks.put("defaults", this::defaults);
    checks.put("exceptions", this::exceptions);
    checks.put("failure", this::failure);
    checks.put("unknown-method", this::unknownMethod);
    checks.put("oneway", this::oneway);
    checks.put("large", this::large);
    checks.put("unknown-fields", this::unknownFields);
    checks.put("unknown-enum", this::unknownEnum);
    checks.put("unknown-union", this::unknownUnion);
    return checks;
  }

  private static void expectEqual(Object got, Object wanted) {
    if (!Objects.equals(got, wanted)) {
      throw new AssertionError("got " + got + " instead of " + wanted);
    }
  }

  private static <E extends Exception> E expectThrow(Class<E> wanted, Check call) throws Exception {
    try {
      call.run();
    } catch (Exception exception) {
      if (wanted.isInstance(exception)) {
        return wanted.cast(exception);
      }
      throw exception;
    }
    throw new AssertionError("got no " + wanted.getSimpleName());
  }

  private void ping() throws Exception {
    client.ping();
  }

  private void echo() throws Exception {
    Everything wanted = Values.everything();
    expectEqual(client.echo(wanted), wanted);
  }

  private void boolList() throws Exception {
    Everything wanted = Values.everything(true, false, true);
    expectEqual(client.echo(wanted), wanted);
  }

  private void doubles() throws Exception {
    // Equal as objects: a value that is not a number equals itself.
    expectEqual(client.echo_doubles(Values.DOUBLES), Values.DOUBLES);
  }

  private void negativeZero() throws Exception {
    // Equal as an object: zero with its sign.
    expectEqual(client.echo_doubles(List.of(-0.0)), List.of(-0.0));
  }

  private void arguments() throws Exception {
    expectEqual(client.subtract(50, 8), 42L);
  }

  private void defaults() throws Exception {
    expectEqual(client.defaults(), new Defaults());
  }

  private void exceptions() throws Exception {
    expectEqual(client.greet("World"), "Hello, World!");
    NotFriendly enemy = expectThrow(NotFriendly.class, () -> client.greet("enemy"));
    expectEqual(enemy, new NotFriendly(7, "go away"));
    client.ping();
    Busy crowd = expectThrow(Busy.class, () -> client.greet("crowd"));
    expectEqual(crowd, new Busy(30).setColor(Color.GREEN));
    client.ping();
    client.admit(0);
    NotFriendly refused = expectThrow(NotFriendly.class, () -> client.admit(3));
    expectEqual(refused, new NotFriendly(3, "refused"));
    client.ping();
  }

  private void failure() throws Exception {
    expectThrow(TApplicationException.class, () -> client.greet("boom"));
    client.ping();
  }

  private void unknownMethod() throws Exception {
    expectThrow(TApplicationException.class, otherVersion::missing);
    client.ping();
  }

  private void oneway() throws Exception {
    int wanted = client.notifications() + 3;
    for (int i = 0; i < 3; i++) {
      client.notify("event");
    }
    long end = System.nanoTime() + 2_000_000_000L;
    int got = client.notifications();
    while (got != wanted && System.nanoTime() < end) {
      Thread.sleep(10);
      got = client.notifications();
    }
    expectEqual(got, wanted);
  }

  private void large() throws Exception {
    byte[] blob = new byte[1 << 20];
    for (int i = 0; i < blob.length; i++) {
      blob[i] = (byte) (i * 7 % 251);
    }
    ByteBuffer wanted = ByteBuffer.wrap(blob);
    // Printed, a buffer is no more than its size.
    expectEqual(client.echo_blob(wanted), wanted);
    List<Long> values = LongStream.range(0, 100_000).boxed().collect(Collectors.toList());
    expectEqual(client.sum(values), 4_999_950_000L);
  }

  private void unknownFields() throws Exception {
    Person evolved = otherVersion.evolve(Values.newerPerson(NewerColor.GREEN));
    expectEqual(evolved, new Person("Ada", Color.GREEN));
    expectEqual(otherVersion.newest().getName(), "Ada");
  }

  private void unknownEnum() throws Exception {
    NewerPerson person = new NewerPerson().setName("Ada").setFavourite(NewerColor.GOLD);
    Person evolved = otherVersion.evolve(person);
    // Enumerations of Java have no place for other values.
    expectEqual(evolved, new Person("Ada", null));
  }

  private void unknownUnion() throws Exception {
    List<NewerShape> some =
        List.of(NewerShape.label("a"), Values.newerCircle(), NewerShape.label("b"));
    expectEqual(otherVersion.count(some), 3);
    List<Shape> shapes = otherVersion.shapes();
    expectEqual(shapes.size(), 3);
    expectEqual(shapes.get(0), Shape.label("first"));
    expectEqual(shapes.get(2), Shape.label("last"));
  }
}
