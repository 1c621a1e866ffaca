//! From step to step: look, fetch, put in place. Each begins because the person said so, but for looking.
//!
//! A step that fails leaves the version that runs as it is, and says why. Only one step is under way at a time; whoever
//! asks for another meanwhile is shown how far that one is.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use device::update::{Newer, Standing, UpdateView};
use domain::base::{Code, Instant, Refusal};
use tauri::async_runtime::{block_on, spawn_blocking};
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{AppHandle, Runtime};
use tauri_plugin_updater::{Update, UpdaterExt};

use super::ending::Ending;
use super::fetch::fetch;
use super::manifest::{self, Offer};
use super::source::Source;
use super::trouble::{self, Trouble};
use crate::journal::{self, Fact};
use crate::{clock, failure};

/// More than any package of the application.
const PACKAGE: usize = 400 * 1024 * 1024;

/// What is known about newer versions.
pub(crate) struct Updates {
    source: Option<Source>,
    /// What is replaced; none for what the system says that runs.
    installed: Option<PathBuf>,
    inner: Mutex<Inner>,
    ending: Ending,
}

struct Inner {
    standing: Standing,
    looked: Option<Instant>,
    offered: Option<Update>,
    /// The package that was fetched and verified.
    package: Vec<u8>,
}

impl Updates {
    /// Begins with knowing nothing. Without a source nothing is ever looked for.
    pub(crate) fn of(source: Option<Source>) -> Self {
        let standing = if source.is_some() { Standing::NotLooked } else { Standing::Never };
        let inner = Inner { standing, looked: None, offered: None, package: Vec::new() };
        Self { source, installed: None, inner: Mutex::new(inner), ending: Ending::open() }
    }

    /// Begins with a file that is replaced, whatever runs.
    #[cfg(test)]
    pub(super) fn replacing(source: Source, installed: PathBuf) -> Self {
        Self { installed: Some(installed), ..Self::of(Some(source)) }
    }

    /// Returns what is known.
    pub(crate) fn view<R: Runtime>(&self, app: &AppHandle<R>) -> UpdateView {
        let inner = self.inner();
        UpdateView {
            version: app.package_info().version.to_string(),
            looked: inner.looked.map(|at| at.0),
            standing: inner.standing.clone(),
        }
    }

    /// Whether this build has a place to look at.
    pub(crate) const fn can_look(&self) -> bool {
        self.source.is_some()
    }

    /// Looks whether there is a newer version.
    pub(crate) async fn look<R: Runtime>(&self, app: &AppHandle<R>) {
        let Some(source) = &self.source else { return };
        let Some(mut at_work) = self.ending.begin() else { return };
        if !self.begins(|standing| match standing {
            Standing::Never | Standing::Looking | Standing::Fetching { .. } => None,
            _ => Some(Standing::Looking),
        }) {
            return;
        }
        let Some(found) = at_work.until_the_end(self.find(source, app)).await else { return };
        let mut inner = self.inner();
        inner.looked = Some(clock::now());
        (inner.offered, inner.package) = (None, Vec::new());
        inner.standing = match found {
            Ok(None) => {
                journal::note("update.none", &[]);
                Standing::UpToDate
            }
            Ok(Some((newer, update))) => {
                journal::note("update.newer", &[("version", Fact::said(&newer.version))]);
                inner.offered = Some(update);
                Standing::Newer(newer)
            }
            Err(trouble) => failed(&trouble),
        };
    }

    async fn find<R: Runtime>(
        &self,
        source: &Source,
        app: &AppHandle<R>,
    ) -> Result<Option<(Newer, Update)>, Trouble> {
        let (manifest, signature) = manifest::LIMITS;
        let manifest = fetch(source, &source.address, manifest, |_, _| {}).await?;
        let signature = fetch(source, &source.signature(), signature, |_, _| {}).await?;
        let runs = &app.package_info().version;
        let Some(offer) = manifest::read(&manifest, &signature, &source.key, runs)? else {
            return Ok(None);
        };
        let update = self.for_here(app, &offer)?;
        let elsewhere = (!self.can_replace(app)).then(|| update.download_url.to_string());
        let newer = Newer { version: offer.version.to_string(), notes: offer.notes, elsewhere };
        Ok(Some((newer, update)))
    }

    /// Returns what the offer has for this kind of computer, as Tauri's updater installs it.
    fn for_here<R: Runtime>(&self, app: &AppHandle<R>, offer: &Offer) -> Result<Update, Trouble> {
        let mut builder = app.updater_builder();
        if let Some(installed) = &self.installed {
            builder = builder.executable_path(installed);
        }
        // Read so, it takes a package only if that was signed for the version which the manifest names.
        let found = builder.build().and_then(|updater| updater.restore_update(offer.raw.clone()));
        match found {
            Ok(Some(update)) => Ok(update),
            Err(tauri_plugin_updater::Error::Serialization(_)) => Err(Trouble::Malformed),
            Ok(None) | Err(_) => Err(Trouble::NotForThisComputer(offer.version.clone())),
        }
    }

    /// Whether the application may replace itself: what a system's own packager put there is the system's.
    fn can_replace<R: Runtime>(&self, app: &AppHandle<R>) -> bool {
        self.installed.is_some() || is_its_own(bundle_type().as_ref(), runs_from_an_image(app))
    }

    /// Fetches the version that was found, and makes sure that it is what it says.
    pub(crate) async fn fetch(&self) {
        let Some(source) = &self.source else { return };
        let Some(mut at_work) = self.ending.begin() else { return };
        let Some(update) = self.inner().offered.clone() else { return };
        if !self.begins(|standing| match standing {
            Standing::Newer(newer) if newer.elsewhere.is_none() => {
                Some(Standing::Fetching { newer: newer.clone(), done: 0, of: None })
            }
            _ => None,
        }) {
            return;
        }
        let tell = |here: u64, whole: Option<u64>| {
            if let Standing::Fetching { done, of, .. } = &mut self.inner().standing {
                (*done, *of) = (here, whole);
            }
        };
        let fetched = at_work.until_the_end(fetch(source, &update.download_url, PACKAGE, tell)).await;
        let Some(fetched) = fetched else { return };
        let fetched = fetched.and_then(|package| {
            update.verify(&package).map_err(trouble::of_package)?;
            Ok(package)
        });
        let mut inner = self.inner();
        let Standing::Fetching { newer, .. } = inner.standing.clone() else { return };
        inner.standing = match fetched {
            Ok(package) => {
                journal::note("update.fetched", &[("version", Fact::said(&newer.version))]);
                inner.package = package;
                Standing::Ready(newer)
            }
            Err(trouble) => failed(&trouble),
        };
    }

    /// Begins nothing more, and returns when nothing is under way: looking and fetching stop where they are, and what is being
    /// put in place is there first.
    pub(crate) fn close(&self) {
        block_on(self.ending.come());
    }

    /// Whether a version is here and can be put in place.
    pub(super) fn is_ready(&self) -> bool {
        matches!(self.inner().standing, Standing::Ready(_))
    }

    /// Puts the version in place that was fetched. What runs goes on until it is started again; on Windows the program
    /// ends here, and the installer starts the newer one.
    ///
    /// # Errors
    /// When none was fetched, or it could not be put in place.
    pub(super) async fn install(&self) -> Result<(), Refusal> {
        let at_work = self.ending.begin().ok_or_else(failure::closing)?;
        let (update, package) = self.taken().ok_or_else(nothing_here)?;
        let version = update.version.clone();
        let put = move || {
            let put = update.install(&package).map_err(trouble::of_package);
            drop(at_work);
            put
        };
        let installed = match spawn_blocking(put).await {
            Ok(installed) => installed,
            Err(error) => Err(Trouble::NotInstalled(Box::new(error))),
        };
        match installed {
            Ok(()) => {
                journal::note("update.installed", &[("version", Fact::said(&version))]);
                Ok(())
            }
            Err(trouble) => {
                self.inner().standing = failed(&trouble);
                let (message, hint) = trouble.words();
                Err(Refusal::new(Code::Storage, message).hint(hint))
            }
        }
    }

    /// Takes the package, so that it is put in place once.
    fn taken(&self) -> Option<(Update, Vec<u8>)> {
        let mut inner = self.inner();
        if !matches!(inner.standing, Standing::Ready(_)) {
            return None;
        }
        inner.standing = Standing::NotLooked;
        Some((inner.offered.take()?, std::mem::take(&mut inner.package)))
    }

    /// Goes on to another standing, if there is a way from the one that is.
    fn begins(&self, next: impl FnOnce(&Standing) -> Option<Standing>) -> bool {
        let mut inner = self.inner();
        match next(&inner.standing) {
            Some(standing) => {
                inner.standing = standing;
                true
            }
            None => false,
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the refusal to put in place what is not here.
pub(super) fn nothing_here() -> Refusal {
    Refusal::new(Code::Conflict, "There is no newer version here to put in place.")
        .hint("Look for one in Settings, About.")
}

fn failed(trouble: &Trouble) -> Standing {
    let (word, error) = trouble.told();
    let mut facts = vec![("why", Fact::word(word))];
    facts.extend(error.map(|error| ("error", Fact::machine(error))));
    journal::note("update.failed", &facts);
    let (message, hint) = trouble.words();
    Standing::Failed { message, hint: hint.to_owned() }
}

/// Whether what runs belongs to the application alone, by the kind of package that it came in.
fn is_its_own(kind: Option<&BundleType>, from_an_image: bool) -> bool {
    match kind {
        Some(BundleType::Deb | BundleType::Rpm) => false,
        _ => cfg!(not(target_os = "linux")) || from_an_image,
    }
}

#[cfg(target_os = "linux")]
fn runs_from_an_image<R: Runtime>(app: &AppHandle<R>) -> bool {
    use tauri::Manager;
    app.env().appimage.is_some()
}

#[cfg(not(target_os = "linux"))]
fn runs_from_an_image<R: Runtime>(_: &AppHandle<R>) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod kinds {
    use super::*;

    #[test]
    fn what_the_system_installed_is_left_to_the_system() {
        for (kind, from_an_image, own) in [
            (Some(BundleType::Deb), false, false),
            (Some(BundleType::Rpm), false, false),
            (Some(BundleType::Deb), true, false),
            (Some(BundleType::AppImage), true, true),
            (None, false, false),
        ] {
            assert_eq!(is_its_own(kind.as_ref(), from_an_image), own, "{kind:?}");
        }
    }
}
