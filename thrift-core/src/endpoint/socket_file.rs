//! The files of sockets: made when a server binds one, and left behind by those that were killed.

use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

/// Removes the file of a socket with its listener: nobody could connect to it, or bind it again.
#[derive(Debug)]
pub(crate) struct SocketFile(PathBuf);

impl SocketFile {
    pub(crate) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        // It may be gone, or somebody else's by now, which cannot be told.
        let _ = fs::remove_file(&self.0);
    }
}

/// A socket that is in the way of one that is to be bound.
#[derive(Debug)]
pub(crate) struct InTheWay {
    path: PathBuf,
    /// What tells it from any other.
    identity: (u64, u64),
    /// Why the other one could not be bound.
    error: io::Error,
}

impl InTheWay {
    /// The socket on account of which one could not be bound.
    ///
    /// # Errors
    ///
    /// Fails when it was for another reason. Another file is in the way just as well, and stays.
    pub(crate) fn find(path: &Path, error: io::Error) -> io::Result<Self> {
        if error.kind() != io::ErrorKind::AddrInUse {
            return Err(error);
        }
        Ok(Self { path: path.to_owned(), identity: identity(path)?, error })
    }

    /// Removes it if nobody listens to it, as a server that was killed leaves it: which an attempt to
    /// connect to it has told.
    ///
    /// # Errors
    ///
    /// Fails when somebody does.
    pub(crate) fn remove<S>(self, attempt: io::Result<S>) -> io::Result<()> {
        let refused =
            matches!(attempt, Err(error) if error.kind() == io::ErrorKind::ConnectionRefused);
        // Somebody else may have taken the place meanwhile.
        if refused && identity(&self.path)? == self.identity {
            return fs::remove_file(&self.path);
        }
        Err(self.error)
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    let found = fs::symlink_metadata(path)?;
    if found.file_type().is_socket() {
        return Ok((found.dev(), found.ino()));
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file that is no socket"))
}
