/// What a decoder takes in before it gives up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// The most headers of one frame.
    pub headers: u32,
    /// The most bytes of one line (command or header) without its end.
    pub line: u32,
    /// The most bytes of one body.
    pub body: u32,
}

impl Default for Limits {
    /// 64 headers, lines of 8 KiB and bodies of 64 KiB: far more than the frames of any known client.
    fn default() -> Self {
        Self {
            headers: 64,
            line: 8 * 1024,
            body: 64 * 1024,
        }
    }
}
