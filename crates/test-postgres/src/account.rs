//! Which account the server runs as: PostgreSQL refuses to run as root, as containers do, so there it runs as the
//! account that its package made.

use std::{fs, io, path::Path, process::Command};

/// The account to switch to, if one has to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    /// Returns this account, or PostgreSQL's where this is root's.
    pub(crate) fn for_server() -> io::Result<Self> {
        if own_id()? != 0 {
            return Ok(Self { other: None });
        }
        let accounts = fs::read_to_string("/etc/passwd")?;
        let found = ["postgres", "nobody"].iter().find_map(|name| find(&accounts, name));
        match found {
            Some(ids) => Ok(Self { other: Some(ids) }),
            None => {
                Err(io::Error::other("PostgreSQL does not run as root, and there is no account `postgres`"))
            }
        }
    }

    /// Returns a command that runs as the account.
    pub(crate) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        #[cfg(unix)]
        if let Some((user, group)) = self.other {
            use std::os::unix::process::CommandExt as _;
            command.uid(user).gid(group);
        }
        command
    }

    /// Gives a folder to the account.
    #[cfg(unix)]
    pub(crate) fn give(self, folder: &Path) -> io::Result<()> {
        match self.other {
            Some((user, group)) => std::os::unix::fs::chown(folder, Some(user), Some(group)),
            None => Ok(()),
        }
    }

    /// Gives a folder to the account: its maker has it already.
    #[cfg(not(unix))]
    pub(crate) fn give(self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Returns the number of the account that this process runs as.
pub(crate) fn own_id() -> io::Result<u32> {
    let id = Command::new("id").arg("-u").output()?;
    String::from_utf8_lossy(&id.stdout).trim().parse().map_err(io::Error::other)
}

fn find(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some((user, group))
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0:root:/root:/bin/bash\npostgres2:x:9:9::/:/bin/sh\npostgres:x:101:104:db:/var:/bin/bash\n";
        assert_eq!(find(accounts, "postgres"), Some((101, 104)));
        assert_eq!(find(accounts, "nobody"), None);
    }
}
