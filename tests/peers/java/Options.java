import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** The command line that all peers have: see ../README.md. */
final class Options {
  boolean server;
  String protocol = "binary";
  String transport = "buffered";
  int port;
  String keys = ".";
  boolean ssl;
  boolean multiplex;
  final Set<String> without = new HashSet<>();

  Options(String[] arguments) {
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    String role = next(rest, "server|client");
    if (!role.equals("server") && !role.equals("client")) {
      throw usage("peer server|client ...");
    }
    server = role.equals("server");
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--protocol" -> protocol = next(rest, option);
        case "--transport" -> transport = next(rest, option);
        case "--port" -> port = Integer.parseInt(next(rest, option));
        case "--keys" -> keys = next(rest, option);
        case "--ssl" -> ssl = true;
        case "--multiplex" -> multiplex = true;
        case "--without" -> without.add(next(rest, option));
        case "--unix" -> throw usage("no Unix sockets");
        default -> throw usage("not an option: " + option);
      }
    }
  }

  private static String next(Iterator<String> rest, String option) {
    if (!rest.hasNext()) {
      throw usage("no value for " + option);
    }
    return rest.next();
  }

  /** Ends the program; to be thrown, so that the compiler knows. */
  static RuntimeException usage(String problem) {
    System.err.println(problem);
    System.exit(2);
    return new IllegalArgumentException(problem);
  }
}
