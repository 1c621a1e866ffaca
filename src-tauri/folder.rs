//! Where a person's files are on this computer: where the system keeps such things, unless told otherwise.

use std::env;
use std::path::{self, PathBuf};

use tauri::utils::config::AppDirectoriesOverride;
use tauri::{Context, Error, Runtime};

/// Puts all files elsewhere: for tests, and for a copy that travels on a stick.
const OVERRIDE: &str = "WRAPITUP_DATA";

/// Moves every folder of the application, the web view's too, when the environment says where. Returns the one of the
/// person's file: the one that [`tauri::path::PathResolver::app_data_dir`] names once there is an application.
///
/// # Errors
/// When the system does not say where a person's files belong.
pub(crate) fn settle<R: Runtime>(context: &mut Context<R>) -> tauri::Result<PathBuf> {
    let chosen = env::var_os(OVERRIDE).filter(|folder| !folder.is_empty());
    let Some(folder) = chosen.and_then(|folder| path::absolute(folder).ok()) else {
        return dirs::data_dir().map(|dir| dir.join(&context.config().identifier)).ok_or(Error::UnknownPath);
    };
    context.config_mut().app.app_directories_override = Some(AppDirectoriesOverride::Root(folder.clone()));
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use tauri::Manager;
    use tauri::test::{mock_builder, mock_context, noop_assets};

    use super::settle;

    #[test]
    fn the_folder_before_there_is_an_application_is_the_one_it_has() {
        let mut context = mock_context(noop_assets());
        context.config_mut().identifier = "org.example.test".into();
        let folder = settle(&mut context).unwrap();
        let app = mock_builder().build(context).unwrap();
        assert_eq!(app.path().app_data_dir().unwrap(), folder);
    }
}
