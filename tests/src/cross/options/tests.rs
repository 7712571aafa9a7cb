use super::*;

fn parse(program: Program, line: &str) -> Result<Options, String> {
    Options::parse(program, line.split_whitespace()).map(|options| options.expect("no help"))
}

fn server(line: &str) -> Options {
    parse(Program::Server, line).unwrap()
}

fn client(line: &str) -> Options {
    parse(Program::Client, line).unwrap()
}

#[test]
fn a_value_is_behind_a_space_or_a_sign() {
    for line in [
        "--port 1234 --transport framed --protocol compact --domain-socket /tmp/x",
        "--port=1234 --transport=framed --protocol=compact --domain-socket=/tmp/x",
    ] {
        for options in [server(line), client(line)] {
            assert_eq!((options.port, options.transport), (1234, Transport::Framed));
            assert_eq!(options.protocol, Protocol::Compact);
            assert_eq!(options.domain_socket, Some("/tmp/x".into()));
        }
    }
}

#[test]
fn what_is_not_said_is_as_the_contract_has_it() {
    for options in [server(""), client("")] {
        assert_eq!((options.port, options.domain_socket), (9090, None));
        assert_eq!((options.transport, options.protocol), (Transport::Buffered, Protocol::Binary));
        assert!(!options.multiplex && !options.ssl && !options.zlib);
        assert_eq!((options.testloops, options.threads, options.workers), (1, 1, 4));
        assert_eq!(options.keys, PathBuf::from("../keys"));
    }
    assert_eq!(client("").host, "localhost");
    assert_eq!(server("").server_type, ServerType::Nonblocking);
}

#[test]
fn some_protocols_are_multiplexed() {
    for (name, protocol) in [
        ("multi", Protocol::Binary),
        ("multic", Protocol::Compact),
        ("multij", Protocol::Json),
        ("multih", Protocol::Header),
    ] {
        let options = client(&format!("--protocol={name}"));
        assert_eq!((options.protocol, options.multiplex), (protocol, true));
    }
    assert!(client("--multiplex --protocol=json").multiplex);
    assert!(!client("--protocol=json").multiplex);
}

#[test]
fn short_options_are_those_of_their_program() {
    for server_type in ["simple", "thread-pool", "threaded", "nonblocking"] {
        assert_eq!(server(&format!("--server-type={server_type} -n 7")).workers, 7);
    }
    assert_eq!(server("--workers=7"), server("-n7"));
    assert_eq!(client("-n7 -t 3"), client("--testloops=7 --threads=3"));
}

#[test]
fn servers_have_limits() {
    let options = server("--string-limit=50 --container-limit 60");
    assert_eq!((options.string_limit, options.container_limit), (Some(50), Some(60)));
}

#[test]
fn help_is_asked_for() {
    for line in ["-h", "--help", "--ssl --help --port"] {
        let arguments = line.split_whitespace();
        assert_eq!(Options::parse(Program::Server, arguments), Ok(None));
    }
}

#[test]
fn mistakes_are_explained() {
    use Program::{Client, Server};

    for (program, line, wanted) in [
        (Client, "--prot=1", "`--prot` is no option of this program"),
        (Client, "--string-limit=1", "`--string-limit` is no option of this program"),
        (Server, "--testloops=1", "`--testloops` is no option of this program"),
        (Server, "9090", "unexpected argument \"9090\""),
        (Server, "-x", "invalid option '-x'"),
        (Server, "--port", "missing argument for option '--port'"),
        (Server, "--port=65536", "`--port=65536`: number too large to fit in target type"),
        (Client, "--threads=0", "`--threads` must be at least 1"),
        (Client, "--ssl=yes", "unexpected argument for option '--ssl': \"yes\""),
        (
            Client,
            "--transport=pipe",
            "`--transport=pipe`: it is none of `buffered`, `framed`, `http`, `zlib`",
        ),
        (
            Client,
            "--protocol=xml",
            "`--protocol=xml`: it is none of `binary`, `compact`, `json`, `header`, `multi`, \
             `multic`, `multij`, `multih`",
        ),
        (
            Server,
            "--server-type=forking",
            "`--server-type=forking`: it is none of `simple`, `thread-pool`, `threaded`, \
             `nonblocking`",
        ),
        (Server, "--processor-events", "`--processor-events` has no meaning for this program"),
        (Server, "--abstract-namespace", "`--abstract-namespace` has no meaning for this program"),
        (Client, "--pipe=x", "`--pipe` has no meaning for this program"),
        (Server, "--workers=0", "`--workers` must be at least 1"),
        (
            Server,
            "--server-type=simple --ssl",
            "`--server-type=simple` is a server with threads, without `--ssl`",
        ),
        (
            Server,
            "--server-type=threaded --transport=http",
            "`--server-type=threaded` is a server with threads, without `--transport=http`",
        ),
        (Client, "--transport=http --zlib", "HTTP has no `--zlib`"),
        (
            Client,
            "--transport=http --domain-socket=x",
            "a client does not speak HTTP over `--domain-socket`",
        ),
    ] {
        assert_eq!(parse(program, line).unwrap_err(), wanted, "{program:?} {line}");
    }
}
