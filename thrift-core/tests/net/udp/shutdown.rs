//! How servers of datagrams end.

use tokio::sync::oneshot;

use super::*;

#[tokio::test]
async fn what_has_arrived_is_executed() {
    within(async {
        let mut served = serve(|server| server.max_in_flight(2)).await;
        let socket = sender(served.address).await;
        for seqid in 0..50 {
            send(&socket, &message(ONEWAY, "ponder", seqid, &[0])).await;
        }
        send(&socket, b"garbage").await;
        served.visitor.started("ponder").await;
        (0..50).for_each(|_| served.visitor.let_one());
        served.handle.shutdown().await;
        let shutdown = served.serving.await.unwrap().unwrap();
        assert_eq!((shutdown.cut_connections, shutdown.dropped_datagrams), (0, 1));
        for _ in 1..50 {
            served.visitor.started("ponder").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_straggler_is_cut_when_the_time_is_over() {
    within(async {
        let set =
            |server: UdpServer| server.shutdown_timeout(Duration::from_millis(20)).max_in_flight(2);
        let mut served = serve(set).await;
        let socket = sender(served.address).await;
        // The third waits for the others, and its time is over with theirs.
        for seqid in 0..3 {
            send(&socket, &message(ONEWAY, "ponder", seqid, &[0])).await;
        }
        served.visitor.started("ponder").await;
        served.visitor.started("ponder").await;
        assert_eq!(served.shutdown().await.cut_connections, 2);
    })
    .await;
}

#[tokio::test]
async fn a_server_stops_when_a_future_is_done() {
    within(async {
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, mut visitor) = desk();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async { drop(stopped.await) };
        let serving = tokio::spawn(server.serve_with_shutdown(Described(desk), stopped));
        let socket = sender(address).await;
        send(&socket, &message(ONEWAY, "touch", 1, &[0])).await;
        visitor.started("touch").await;
        drop(stop);
        let shutdown = serving.await.unwrap().unwrap();
        assert_eq!((shutdown.cut_connections, shutdown.dropped_datagrams), (0, 0));
        // Its port is free again.
        UdpSocket::bind(address).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_shutdown_may_come_twice_and_before_the_server_serves() {
    within(async {
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap();
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let socket = sender(address).await;
        send(&socket, &message(ONEWAY, "touch", 1, &[0])).await;
        let (desk, mut visitor) = desk();
        let serving = async {
            tokio::task::yield_now().await;
            server.serve(Described(desk)).await
        };
        let (outcome, (), ()) = tokio::join!(serving, handle.shutdown(), handle.shutdown());
        outcome.unwrap();
        visitor.started("touch").await;
        handle.shutdown().await;
    })
    .await;
}

/// Never ends a call.
struct Endless(mpsc::UnboundedSender<()>);

impl Dispatch for Endless {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        self.0.send(()).unwrap();
        pending().await
    }
}

#[tokio::test]
async fn dropping_the_future_ends_everything() {
    within(async {
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap();
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (started, mut receiver) = mpsc::unbounded_channel();
        let serving = tokio::spawn(server.serve(Endless(started)));
        let socket = sender(address).await;
        send(&socket, &message(ONEWAY, "touch", 1, &[0])).await;
        assert_eq!(receiver.recv().await, Some(()));
        serving.abort();
        handle.shutdown().await;
        // The call had the other end.
        assert_eq!(receiver.recv().await, None);
    })
    .await;
}
