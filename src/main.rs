fn main() -> std::process::ExitCode {
    tillit::shell::cli::main()
}
