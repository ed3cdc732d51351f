//! How the command ends: exit codes, failed writes, signals.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The documented exit codes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: done, but some articles failed.
    SomeFailed,
    /// 2: wrong usage, or a fault in the rules.
    Usage,
    /// 3: the output could not be written.
    NotWritten,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::SomeFailed => 1,
            Exit::Usage => 2,
            Exit::NotWritten => 3,
        })
    }
}

impl Exit {
    /// Reports an error on standard error and gives its code. A closed pipe is no error: the reader has seen
    /// enough.
    pub fn from_error(error: &anyhow::Error) -> Exit {
        let failed = error.chain().find_map(|cause| cause.downcast_ref::<WriteFailed>());
        if failed.is_some_and(|f| f.error.kind() == io::ErrorKind::BrokenPipe) {
            return Exit::Done;
        }
        // Standard error may be closed too; there is nobody left to tell.
        let _ = io::Write::write_all(&mut io::stderr(), format!("claimsift: {error:#}\n").as_bytes());
        if failed.is_some() { Exit::NotWritten } else { Exit::Usage }
    }
}

/// The output could not be written.
#[derive(Debug)]
pub struct WriteFailed {
    to: String,
    error: io::Error,
}

impl WriteFailed {
    /// Writing to a path failed.
    pub fn to(path: &Path) -> impl FnOnce(io::Error) -> WriteFailed {
        let to = path.display().to_string();
        move |error| WriteFailed { to, error }
    }

    /// Writing to standard output failed.
    pub fn to_stdout(error: io::Error) -> WriteFailed {
        WriteFailed { to: "standard output".into(), error }
    }
}

impl fmt::Display for WriteFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not write {}: {}", self.to, self.error)
    }
}

impl std::error::Error for WriteFailed {}

/// Files and folders that an interrupt must remove.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The list of unfinished output. While it is held no interrupt can end the process, so that publishing holds
/// it from the first rename to the last.
pub fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From here on SIGINT and SIGTERM remove what is unfinished and end the process with 130 or 143.
pub fn on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let unfinished = unfinished();
            for path in unfinished.iter() {
                let _ =
                    if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
            }
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
