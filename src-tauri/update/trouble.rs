//! What can go wrong with an update, and what a person is told of it. Whatever it is, the version that runs stays.

use std::error::Error;

use semver::Version;
use tauri_plugin_updater::Error as Plugin;

/// What to do when the makers may have made a mistake, or somebody pretends to be them.
const LATER: &str = "Nothing was changed. Look again later, and please report it if it stays so.";

/// What went wrong.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Nobody answered.
    Unreachable(reqwest::Error),
    /// Somebody answered that it is not there.
    Missing,
    /// It broke off on its way.
    BrokenOff(reqwest::Error),
    /// It is larger than anything that makes sense.
    TooLarge,
    /// It led to an address that others can read along.
    NotPrivate,
    /// There is no signature where one has to be: often the page by which one signs in to a network.
    Unsigned,
    /// The signature is not by the makers of this application, or what it is for was changed.
    WrongSignature,
    /// It is signed, and says nothing that is understood here.
    Malformed,
    /// It is older than what runs.
    Older(Version),
    /// The package is another version than the manifest says.
    NotAsAnnounced,
    /// There is nothing for this kind of computer.
    NotForThisComputer(Version),
    /// It could not be put in place.
    NotInstalled(Box<dyn Error + Send + Sync>),
}

impl Trouble {
    /// Returns what happened, and what to do next.
    pub(super) fn words(&self) -> (String, &'static str) {
        let said = |message: &str, hint| (message.to_owned(), hint);
        match self {
            Self::Unreachable(_) => said(
                "The place with newer versions could not be reached.",
                "Check that this computer is online, then look again. You can go on working meanwhile.",
            ),
            Self::Missing => said(
                "The place with newer versions did not have what was asked for.",
                "Look again later. If it stays so, please report it.",
            ),
            Self::BrokenOff(_) => said(
                "The newer version did not arrive whole.",
                "Nothing was changed. Look again when the connection is better.",
            ),
            Self::TooLarge => {
                said("What arrived is far larger than a version of Wrap It Up, so it was not taken.", LATER)
            }
            Self::NotPrivate => said(
                "The way to the newer version led over a connection that others could change, so it was not taken.",
                "Nothing was changed. Look again in another network.",
            ),
            Self::Unsigned => said(
                "What arrived is not signed, so it was not taken.",
                "If this network wants you to sign in first, do that in a browser, then look again.",
            ),
            Self::WrongSignature => said(
                "What arrived is not signed by the makers of Wrap It Up, so it was not taken.",
                "Nothing was changed. Look again in another network, and please report it if it stays so.",
            ),
            Self::Malformed => said("The list of newer versions could not be understood.", LATER),
            Self::Older(version) => (
                format!("What is offered is older ({version}) than what you have, so it was not taken."),
                "There is nothing to do. Look again later.",
            ),
            Self::NotAsAnnounced => {
                said("The package is not the version that it was said to be, so it was not taken.", LATER)
            }
            Self::NotForThisComputer(version) => (
                format!("Version {version} is there, but not for this kind of computer."),
                "Look again in a few days.",
            ),
            Self::NotInstalled(_) => said(
                "The newer version could not be put in place.",
                "What you have goes on working. Check that you may change the file that you start Wrap It Up with, then look again.",
            ),
        }
    }

    /// Returns a word for the log, and what the machine said.
    pub(super) fn told(&self) -> (&'static str, Option<&(dyn Error + 'static)>) {
        match self {
            Self::Unreachable(error) => ("unreachable", Some(error)),
            Self::Missing => ("missing", None),
            Self::BrokenOff(error) => ("broken_off", Some(error)),
            Self::TooLarge => ("too_large", None),
            Self::NotPrivate => ("not_private", None),
            Self::Unsigned => ("unsigned", None),
            Self::WrongSignature => ("wrong_signature", None),
            Self::Malformed => ("malformed", None),
            Self::Older(_) => ("older", None),
            Self::NotAsAnnounced => ("not_as_announced", None),
            Self::NotForThisComputer(_) => ("not_for_this_computer", None),
            Self::NotInstalled(error) => ("not_installed", Some(&**error)),
        }
    }
}

/// Says why a package was not taken by Tauri's updater.
pub(super) fn of_package(error: Plugin) -> Trouble {
    match error {
        Plugin::SignedVersionMismatch { .. } | Plugin::MissingSignedVersion => Trouble::NotAsAnnounced,
        Plugin::Minisign(_) | Plugin::Base64(_) | Plugin::SignatureUtf8(_) => Trouble::WrongSignature,
        other => Trouble::NotInstalled(Box::new(other)),
    }
}
