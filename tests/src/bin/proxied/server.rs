//! What is behind the proxy.

use core::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use thrift::{ApplicationKind, Context, Error, Server};
use tokio::io::{AsyncBufReadExt, BufReader, stdin};
use tokio::time::sleep;

use crate::idl::proxied::CallError;
use crate::idl::{Answer, Proxied, ProxiedServer, Refused};
use crate::{Checked, shown};

struct Handler {
    name: String,
    noted: AtomicI64,
    is_draining: Arc<AtomicBool>,
}

impl Proxied for Handler {
    async fn call(
        &self,
        cx: &Context,
        number: i64,
        milliseconds: i32,
    ) -> Result<Answer, CallError> {
        sleep(Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default())).await;
        cx.set_reply_header("served-by", &self.name);
        if let Some(tenant) = cx.headers().get("tenant") {
            cx.set_reply_header("tenant", tenant);
        }
        if number < 0 {
            return Err(Refused { number }.into());
        }
        Ok(Answer { number, server: self.name.clone() })
    }

    async fn fail(&self, reason: String) -> thrift::Result<()> {
        Err(Error::application(ApplicationKind::InternalError, reason))
    }

    async fn echo(&self, bytes: Bytes) -> thrift::Result<Bytes> {
        Ok(bytes)
    }

    async fn note(&self, _: i64) -> thrift::Result<()> {
        self.noted.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    async fn noted(&self) -> thrift::Result<Answer> {
        Ok(Answer { number: self.noted.load(Ordering::Relaxed), server: self.name.clone() })
    }

    async fn healthy(&self) -> thrift::Result<bool> {
        if self.is_draining.load(Ordering::Relaxed) {
            return Err(Error::application(ApplicationKind::InternalError, "draining"));
        }
        Ok(true)
    }
}

pub(crate) async fn serve(name: &str, endpoint: &str) -> Checked {
    let server = Server::bind(endpoint).await.map_err(shown)?;
    println!("serving on {}", server.endpoint());
    let is_draining = Arc::new(AtomicBool::new(false));
    let handler =
        Handler { name: name.into(), noted: AtomicI64::new(0), is_draining: is_draining.clone() };
    let told = async {
        let mut lines = BufReader::new(stdin()).lines();
        while let Ok(Some(_)) = lines.next_line().await {
            is_draining.store(true, Ordering::Relaxed);
        }
    };
    server.serve_with_shutdown(ProxiedServer::new(handler), told).await.map_err(shown)?;
    Ok(())
}
