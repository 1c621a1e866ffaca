//! What this computer is called among a person's devices.

/// Returns the name that the system has for it; one that says what it is, where the system has none.
pub(crate) fn name_of_this_computer() -> String {
    name_of(&gethostname::gethostname().to_string_lossy())
}

fn name_of(said: &str) -> String {
    // In a local network a Mac's name ends so.
    let name = said.trim().trim_end_matches(".local");
    // It is read among others, on another device: "this" would be that one.
    if name.is_empty() || name == "localhost" { kind().to_owned() } else { name.to_owned() }
}

const fn kind() -> &'static str {
    if cfg!(target_os = "macos") {
        "A Mac"
    } else if cfg!(windows) {
        "A Windows computer"
    } else {
        "A Linux computer"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_is_called_as_its_system_calls_it() {
        assert_eq!(name_of("study"), "study");
        assert_eq!(name_of("Amaras-MacBook.local\n"), "Amaras-MacBook");
        for nameless in ["", " ", "localhost"] {
            assert_eq!(name_of(nameless), kind());
        }
        assert!(!name_of_this_computer().is_empty());
    }
}
