import conformance.Circle;
import conformance.Color;
import conformance.Empty;
import conformance.Everything;
import conformance.NewerColor;
import conformance.NewerPerson;
import conformance.NewerShape;
import conformance.Point;
import conformance.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that programs send: see ../README.md. */
final class Values {
  static final List<Double> DOUBLES =
      List.of(
          0.0,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          -5.2098523,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.NaN);

  private Values() {}

  static Everything everything(Boolean... flags) {
    byte[] blob = new byte[256];
    for (int i = 0; i < blob.length; i++) {
      blob[i] = (byte) i;
    }
    return new Everything()
        .setYes(true)
        .setTiny((byte) -8)
        .setSmall((short) -16000)
        .setMedium(2000000000)
        .setLarge(-1234567890123456789L)
        .setReal(-5.2098523)
        .setText("héllo ✓ 🦀 \"\\\n\t\001\177")
        .setBlob(blob)
        .setColor(Color.VIOLET)
        .setInstant((1L << 62) + 1)
        .setInts(List.of(0, 1, -1, 63, 64, -65, Integer.MAX_VALUE, Integer.MIN_VALUE))
        .setWords(Set.of("a", "bb", ""))
        .setCounts(Map.of("one", 1L, "big", 1L << 40, "neg", -1L))
        .setNested(List.of(Map.of(1, List.of("x", "y")), Map.of(), Map.of(-5, List.of())))
        .setShape(Shape.numbers(List.of(1L, 2L, 3L)))
        .setFar("far")
        .setMaybe(false)
        .setFlags(List.of(flags))
        .setPath(List.of(new Point(0, 0.5), new Point(-1, 1e300)))
        .setPoints(Map.of(-1, new Point(1, 2), 7, new Point(3, 4)))
        .setNames(Map.of(Color.RED, "red", Color.VIOLET, "violet"))
        .setNumbers(Set.of(-1L, 0L, (1L << 53) + 1))
        .setNo_list(List.of())
        .setNo_set(Set.of())
        .setNo_map(Map.of())
        .setEmpty(new Empty())
        .setFarthest(32767);
  }

  static NewerShape newerCircle() {
    return NewerShape.circle(new Circle(new Point(1, 2), 3));
  }

  static NewerPerson newerPerson(NewerColor favourite) {
    return new NewerPerson()
        .setName("Ada")
        .setFavourite(favourite)
        .setHuman(true)
        .setTiny((byte) -8)
        .setSmall((short) -16000)
        .setMedium(2000000000)
        .setLarge(-1234567890123456789L)
        .setReal(-5.2098523)
        .setBlob(new byte[] {0, -128, -1})
        .setNested(
            List.of(Map.of("circle", newerCircle(), "label", NewerShape.label("l")), Map.of()))
        .setNumbers(Set.of(-1, 0, 1))
        .setFlags(List.of(true, false, true))
        .setEverything(everything())
        .setFar("far");
  }
}
