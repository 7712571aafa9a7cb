//! What a server does with handlers that are slow, and with clients that keep it waiting.

use core::time::Duration;
use std::io::{Read, Write};
use std::thread;
use std::time::Instant;

use crate::support::*;

const SHORT: Duration = Duration::from_millis(50);

#[test]
fn a_handler_that_waits_too_long_is_dropped_and_its_call_fails() {
    within(|| {
        let (address, mut visitor, handle) = start_with(|server| server.handler_timeout(SHORT));
        let mut stream = connect(address);
        let begun = Instant::now();
        stream.write_all(&message(CALL, "wait", 1, &[0])).unwrap();
        started(&mut visitor, "wait");
        let body = exception("the handler was not done in time", 6);
        expect(&mut stream, &message(EXCEPTION, "wait", 1, &body));
        assert!(begun.elapsed() >= SHORT);
        stream.write_all(&message(ONEWAY, "ponder", 2, &[0])).unwrap();
        started(&mut visitor, "ponder");
        // Dropped, they do not take what lets another one go on.
        stream.write_all(&message(CALL, "echo", 3, &number(3))).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 3, &number(3)));
        visitor.let_one();
        stream.write_all(&message(CALL, "wait", 4, &number(4))).unwrap();
        expect(&mut stream, &message(REPLY, "wait", 4, &number(4)));
        handle.shutdown();
    });
}

#[test]
fn a_message_that_takes_too_long_to_arrive_ends_its_connection() {
    within(|| {
        let (address, visitor, handle) = start_with(|server| server.read_timeout(SHORT));
        let whole = frame(&message(CALL, "echo", 1, &number(1)));
        let mut stream = connect(address);
        // Nothing at all is no message, and may take longer.
        thread::sleep(SHORT * 2);
        stream.write_all(&whole).unwrap();
        expect(&mut stream, &frame(&message(REPLY, "echo", 1, &number(1))));
        let begun = Instant::now();
        stream.write_all(&whole[..10]).unwrap();
        expect_end(&mut stream);
        assert!(begun.elapsed() >= SHORT);
        drop(visitor);
        handle.shutdown();
    });
}

#[test]
fn a_byte_now_and_then_gives_a_message_no_more_time() {
    within(|| {
        let most = Duration::from_millis(500);
        let (address, _visitor, handle) = start_with(|server| server.read_timeout(most));
        let mut stream = connect(address);
        let begun = Instant::now();
        let drip = |byte: &u8| {
            thread::sleep(Duration::from_millis(5));
            stream.write_all(&[*byte])
        };
        let long = frame(&message(CALL, "echo", 1, &vec![0; 100_000]));
        assert!(long.iter().try_for_each(drip).is_err(), "the server waits for all of it");
        assert!(begun.elapsed() < Duration::from_secs(5));
        handle.shutdown();
    });
}

#[test]
fn a_connection_without_calls_ends() {
    within(|| {
        let (address, _visitor, handle) = start_with(|server| server.idle_timeout(SHORT));
        let begun = Instant::now();
        let mut silent = connect(address);
        expect_end(&mut silent);
        assert!(begun.elapsed() >= SHORT);
        let mut once = connect(address);
        once.write_all(&message(CALL, "echo", 1, &[0])).unwrap();
        expect(&mut once, &message(REPLY, "echo", 1, &[0]));
        expect_end(&mut once);
        handle.shutdown();
    });
}

#[test]
fn a_client_that_does_not_read_is_cut_off_and_others_are_served() {
    within(|| {
        let (address, mut visitor, handle) =
            start_with(|server| server.write_timeout(SHORT).max_connections(2));
        let mut greedy = connect(address);
        let long = message(
            CALL,
            "echo",
            1,
            &[&[11, 0, 1, 0, 0x80, 0, 0][..], &vec![b'x'; 0x0080_0000], &[0]].concat(),
        );
        let writing = thread::spawn(move || {
            // Until the server has had enough: its replies fill what the system keeps for both ends.
            while greedy.write_all(&long).is_ok() {}
            greedy
        });
        started(&mut visitor, "echo");
        let mut other = connect(address);
        other.write_all(&message(CALL, "ponder", 2, &[0])).unwrap();
        visitor.let_one();
        other.write_all(&message(CALL, "echo", 3, &[0])).unwrap();
        expect(&mut other, &message(REPLY, "echo", 3, &[0]));
        let mut greedy = writing.join().unwrap();
        // What was written is there, and no whole reply behind it.
        let mut rest = Vec::new();
        let _ = greedy.read_to_end(&mut rest);
        assert!(rest.len() < 0x0400_0000);
        handle.shutdown();
    });
}

#[test]
fn many_that_stall_hold_up_nobody_else() {
    within(|| {
        let (address, _visitor, handle) = start();
        let stalled: Vec<_> = (0..200)
            .map(|_| {
                let mut stream = connect(address);
                stream.write_all(b"\0\0\0\x20\x80\x01").unwrap();
                stream
            })
            .collect();
        let mut other = connect(address);
        other.write_all(&message(CALL, "echo", 3, &[0])).unwrap();
        expect(&mut other, &message(REPLY, "echo", 3, &[0]));
        handle.shutdown();
        for mut stream in stalled {
            expect_end(&mut stream);
        }
    });
}

#[test]
fn long_messages_wait_for_memory_and_short_ones_do_not() {
    within(|| {
        let (address, _visitor, handle) = start_with(|server| server.max_bytes_in_flight(100_000));
        let body = [&[11, 0, 1, 0, 4, 0, 0][..], &vec![b'x'; 256 * 1024], &[0]].concat();
        let call = frame(&message(CALL, "echo", 1, &body));
        let expected = frame(&message(REPLY, "echo", 1, &body));

        let mut greedy = connect(address);
        greedy.write_all(&call[..200_000]).unwrap();
        let mut short = connect(address);
        short.write_all(&message(CALL, "echo", 1, &number(1))).unwrap();
        expect(&mut short, &message(REPLY, "echo", 1, &number(1)));
        // Those that come before the server has read what the greedy one sent are answered.
        let (mut patient, waiting) = loop {
            let mut patient = connect(address);
            let waiting = thread::spawn({
                let (mut patient, call) = (patient.try_clone().unwrap(), call.clone());
                move || patient.write_all(&call)
            });
            patient.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
            match patient.read(&mut [0]).map_err(|error| error.kind()) {
                Err(std::io::ErrorKind::WouldBlock) => break (patient, waiting),
                answered => assert_eq!(answered, Ok(1)),
            }
            patient.set_read_timeout(Some(PATIENCE)).unwrap();
            expect(&mut patient, &expected[1..]);
            waiting.join().unwrap().unwrap();
        };

        short.write_all(&message(CALL, "echo", 2, &number(2))).unwrap();
        expect(&mut short, &message(REPLY, "echo", 2, &number(2)));

        drop(greedy);
        patient.set_read_timeout(Some(PATIENCE)).unwrap();
        expect(&mut patient, &expected);
        waiting.join().unwrap().unwrap();
        handle.shutdown();
    });
}
