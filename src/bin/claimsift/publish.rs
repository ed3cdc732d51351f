//! Output that appears under its name only when it is complete.
//!
//! A file `OUT` is written as `OUT.partial` beside it and renamed; a folder is written under `OUT/.partial`,
//! which a lock guards, and its files are renamed at the end, the last one last. Every write and flush is
//! checked. What is unfinished when the process ends in an orderly way is removed.

use crate::stop::{WriteFailed, unfinished};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file in the making, or a stream.
pub struct Output {
    to: Destination,
    writer: Box<dyn Write>,
}

enum Destination {
    Stdout,
    /// A device or FIFO: it can be neither renamed nor removed.
    Stream(PathBuf),
    File {
        partial: PathBuf,
        path: PathBuf,
    },
}

impl Output {
    /// Opens standard output (no path), an existing device or FIFO, or a new file.
    pub fn open(path: Option<&Path>) -> Result<Output, WriteFailed> {
        let Some(path) = path else {
            return Ok(Output { to: Destination::Stdout, writer: Box::new(BufWriter::new(io::stdout())) });
        };
        if is_stream(path) {
            let file = File::options().write(true).open(path).map_err(WriteFailed::to(path))?;
            return Ok(Output {
                to: Destination::Stream(path.into()),
                writer: Box::new(BufWriter::new(file)),
            });
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".partial");
        let partial = PathBuf::from(name);
        unfinished().push(partial.clone());
        let file = File::create(&partial).map_err(WriteFailed::to(&partial))?;
        let writer = Box::new(BufWriter::with_capacity(1 << 18, file));
        Ok(Output { to: Destination::File { partial, path: path.into() }, writer })
    }

    fn name(&self) -> &Path {
        match &self.to {
            Destination::Stdout => Path::new("standard output"),
            Destination::Stream(path) | Destination::File { path, .. } => path,
        }
    }

    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteFailed> {
        self.writer.write_all(bytes).map_err(WriteFailed::to(self.name()))
    }

    /// Flushes, and gives the file its name.
    pub fn finish(mut self) -> Result<(), WriteFailed> {
        self.writer.flush().map_err(WriteFailed::to(self.name()))?;
        if let Destination::File { partial, path } = &self.to {
            // From here to the end an interrupt waits, so that it finds either the partial or the final name.
            let mut unfinished = unfinished();
            fs::rename(partial, path).map_err(WriteFailed::to(path))?;
            unfinished.retain(|p| p != partial);
        }
        Ok(())
    }
}

impl Drop for Output {
    /// Removes a partial file that was not finished.
    fn drop(&mut self) {
        if let Destination::File { partial, .. } = &self.to {
            let mut unfinished = unfinished();
            if unfinished.contains(partial) {
                let _ = fs::remove_file(partial);
                unfinished.retain(|p| p != partial);
            }
        }
    }
}

/// A folder in the making.
pub struct OutputFolder {
    folder: PathBuf,
    partial: PathBuf,
    files: Vec<(String, BufWriter<File>)>,
    /// Held while the folder is written.
    _lock: File,
}

impl OutputFolder {
    /// Makes the folder if it is not there, and takes its lock. Another run into it is refused.
    pub fn open(folder: &Path) -> anyhow::Result<OutputFolder> {
        let partial = folder.join(".partial");
        fs::create_dir_all(&partial).map_err(WriteFailed::to(&partial))?;
        let lock_path = partial.join("lock");
        let lock = File::create(&lock_path).map_err(WriteFailed::to(&lock_path))?;
        if let Err(error) = lock.try_lock() {
            match error {
                fs::TryLockError::WouldBlock => {
                    anyhow::bail!("another run is writing into {}", folder.display())
                }
                fs::TryLockError::Error(error) => return Err(WriteFailed::to(&lock_path)(error).into()),
            }
        }
        unfinished().push(partial.clone());
        Ok(OutputFolder { folder: folder.into(), partial, files: Vec::new(), _lock: lock })
    }

    /// Begins a file of the folder.
    pub fn begin(&mut self, name: &str) -> Result<(), WriteFailed> {
        let path = self.partial.join(name);
        let file = File::create(&path).map_err(WriteFailed::to(&path))?;
        self.files.push((name.to_string(), BufWriter::with_capacity(1 << 18, file)));
        Ok(())
    }

    /// Writes to the file begun as number `file`.
    pub fn write(&mut self, file: usize, bytes: &[u8]) -> Result<(), WriteFailed> {
        let (name, writer) = &mut self.files[file];
        writer.write_all(bytes).map_err(WriteFailed::to(&self.folder.join(name)))
    }

    /// Flushes all files and gives them their names, in the order they were begun.
    pub fn finish(mut self) -> Result<(), WriteFailed> {
        for (name, writer) in &mut self.files {
            let path = self.folder.join(name);
            writer.flush().map_err(WriteFailed::to(&path))?;
        }
        let mut unfinished = unfinished();
        for (name, _) in &self.files {
            let path = self.folder.join(name);
            fs::rename(self.partial.join(name), &path).map_err(WriteFailed::to(&path))?;
        }
        let _ = fs::remove_dir_all(&self.partial);
        unfinished.retain(|p| *p != self.partial);
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// Removes what was not finished.
    fn drop(&mut self) {
        let mut unfinished = unfinished();
        if unfinished.contains(&self.partial) {
            let _ = fs::remove_dir_all(&self.partial);
            unfinished.retain(|p| *p != self.partial);
        }
    }
}

/// Whether a path is there and is neither a file nor a folder.
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir())
}
