use std::{sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{requests::serve_connection, site::Site};

/// Takes connections until `stop`, and then sees them to their ends.
pub(crate) async fn listen(
    listener: TcpListener,
    site: &Arc<Site>,
    stop: impl Future<Output = ()>,
) {
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            taken = listener.accept() => match taken {
                Ok((stream, _)) => {
                    // Small answers must not wait for each other.
                    let _ = stream.set_nodelay(true);
                    connections.spawn(serve_connection(stream, Arc::clone(site)));
                }
                // Too many open files, mostly: who waits a little may find one closed.
                Err(_) => sleep(BREATH).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    drop(listener);
    for host in &site.hosts {
        host.send_home(1001, "the server stops");
    }
    site.stop();
    let ended = async { while connections.join_next().await.is_some() {} };
    // Who does not leave in time is left behind: dropping the set ends its connections.
    let _ = timeout(site.limits.stop_time, ended).await;
}

const BREATH: Duration = Duration::from_millis(50);
