//! Randomness, from the operating system alone.

/// `N` random bytes.
///
/// # Errors
/// The operating system gives none.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// `N` random bytes as hexadecimal digits.
///
/// # Errors
/// The operating system gives none.
pub(crate) fn hex<const N: usize>() -> Result<String, getrandom::Error> {
    Ok(to_hex(&bytes::<N>()?))
}

/// Lower-case hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(if n < 10 { b'0' + n } else { b'a' + n - 10 });
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
