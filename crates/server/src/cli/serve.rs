//! `wrapitup-server serve`.

use super::opening;
use crate::accounts::Sealing;
use crate::config::{Config, LogFormat};
use crate::mail::carrier::{self, Way};
use crate::traces::Traces;
use crate::{State, chores, clock, figures, listen, random, routes, watch};
use anyhow::{Context, Result};
use std::sync::Arc;

/// Answers until somebody ends it.
pub(super) fn serve(config: Config) -> Result<()> {
    begin_log(&config)?;
    figures::begin();
    let store = opening::open(&config)?;
    let seen = store.newest_change()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    // It is closed in here, after everything that runs in there: closing waits, which nothing in there may.
    let store = Arc::new(store);
    let random = random::system();
    let sealing = Sealing::kept(&config, &random).context("the sealing key can't be read or made")?;
    let way = Way::of(&config).map_err(|wrong| anyhow::anyhow!("mail can't be sent: {wrong}"))?;
    let traces =
        Traces::of(&config.traces).map_err(|wrong| anyhow::anyhow!("traces can't be sent: {wrong}"))?;
    let state = State::new(config, store.clone(), clock::system(), random);
    let state = state.sealed_with(sealing).traced_by(traces);
    let state = state.with_web().context("the interface for browsers can't be read")?;
    let state = Arc::new(state);
    let ended = runtime.block_on(answer(state.clone(), seen, way));
    drop(runtime);
    state.traces.end();
    drop(state);
    drop(store);
    ended
}

async fn answer(state: Arc<State>, seen: i64, way: Way) -> Result<()> {
    let address = state.config.address;
    let listener = listen::bind(address).await.with_context(|| format!("{address} can't be listened at"))?;
    let router = routes::routes(&state);
    let asked_to_end = asked_to_end()?;
    tracing::info!(address = %listener.local_addr()?, "server.listens");
    let watches = tokio::spawn(watch::watch(state.clone(), seen));
    let carries = tokio::spawn(carrier::carry(state.clone(), way));
    let chores = tokio::spawn(chores::chores(state.clone()));
    let ends = tokio::spawn({
        let state = state.clone();
        async move {
            asked_to_end.await;
            tracing::info!("server.ends");
            state.end();
        }
    });
    listen::listen(state, listener, router).await?;
    ends.abort();
    watches.await?;
    chores.await?;
    carries.await?;
    tracing::info!("server.ended");
    Ok(())
}

/// Returns what waits until somebody asks the process to end. It is heard from now on.
#[cfg(unix)]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Returns what waits until somebody asks the process to end.
#[cfg(not(unix))]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { tokio::signal::ctrl_c().await.unwrap_or_default() })
}

fn begin_log(config: &Config) -> Result<()> {
    let levels =
        tracing_subscriber::EnvFilter::try_new(&config.log.level).context("the levels of the log")?;
    let log = tracing_subscriber::fmt().with_env_filter(levels).with_writer(std::io::stderr);
    let begun = match config.log.format {
        LogFormat::Plain => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    begun.map_err(|error| anyhow::anyhow!("the log can't be written: {error}"))
}
