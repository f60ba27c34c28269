//! The resident memory of this process, as Linux counts it.

/// The highest resident memory until now, in megabytes; None where the system does not tell.
pub fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = peak.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kib * 1024.0 / 1_000_000.0)
}
