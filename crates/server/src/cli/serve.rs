//! `wrapitup-server serve`.

use crate::accounts::Sealing;
use crate::config::{Config, LogFormat};
use crate::mail::carrier::{self, Way};
use crate::{State, clock, figures, listen, random, routes, watch};
use anyhow::{Context, Result};
use domain::sync::Epoch;
use std::sync::Arc;
use store::Store;

/// Answers until somebody ends it.
pub(super) fn serve(config: Config) -> Result<()> {
    begin_log(&config)?;
    figures::begin();
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} can't be made", config.data.display()))?;
    let random = random::system();
    let mut epoch = [0; 16];
    random(&mut epoch);
    let store = Store::open_server(&config.place(), Epoch::of(u128::from_le_bytes(epoch)))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    // It is closed in here, after everything that runs in there: closing waits, which nothing in there may.
    let store = Arc::new(store);
    let sealing = Sealing::kept(&config, &random).context("the sealing key can't be read or made")?;
    let way = Way::of(&config).map_err(|wrong| anyhow::anyhow!("mail can't be sent: {wrong}"))?;
    let state = State::new(config, store.clone(), clock::system(), random).sealed_with(sealing);
    let ended = runtime.block_on(answer(Arc::new(state), way));
    drop(runtime);
    drop(store);
    ended
}

async fn answer(state: Arc<State>, way: Way) -> Result<()> {
    let address = state.config.address;
    let listener = listen::bind(address).await.with_context(|| format!("{address} can't be listened at"))?;
    let router = routes::routes(&state);
    tracing::info!(address = %listener.local_addr()?, "server.listens");
    let carries = tokio::spawn(carrier::carry(state.clone(), way));
    let watches = tokio::spawn(watch::watch(state.clone()));
    let ends = tokio::spawn(end_on_signal(state.clone()));
    listen::listen(state, listener, router).await?;
    ends.abort();
    watches.await?;
    carries.await?;
    tracing::info!("server.ended");
    Ok(())
}

async fn end_on_signal(state: Arc<State>) {
    asked_to_end().await;
    tracing::info!("server.ends");
    state.end();
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_end() {
    tokio::signal::ctrl_c().await.ok();
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
