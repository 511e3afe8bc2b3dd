//! How connections are made, and what their errors mean.

use crate::objects::StoreError;
use std::time::Duration;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, Error};

/// How to connect, from an address.
pub(super) fn configured(url: &str) -> Result<Config, StoreError> {
    let mut config: Config = url.parse().map_err(|error: Error| {
        // The error's own words do not repeat the address, which holds a password.
        StoreError::Broken(format!("the address of the database: {}", words(&error)))
    })?;
    if !matches!(config.get_ssl_mode(), SslMode::Disable | SslMode::Prefer) {
        return Err(StoreError::broken(
            "sslmode=require is not offered; lead the connection through a local proxy or a private network",
        ));
    }
    config.ssl_mode(SslMode::Disable);
    config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    config.application_name("huiyin");
    // Names of rows never depend on a locale, and a commit is never answered early.
    let asked = config.get_options().unwrap_or_default();
    config.options(
        format!("{asked} -c synchronous_commit=on")
            .trim()
            .to_owned(),
    );
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(2));
    }
    // A host that vanished without a word is given up before the requests' time is.
    config.tcp_user_timeout(Duration::from_secs(5));
    config.keepalives_idle(Duration::from_secs(5));
    config.keepalives_interval(Duration::from_secs(2));
    config.keepalives_retries(3);
    Ok(config)
}

/// What an error says.
pub(super) fn words(error: &Error) -> String {
    match error.as_db_error() {
        Some(said) => format!("{} ({})", said.message(), said.code().code()),
        None => match std::error::Error::source(error) {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        },
    }
}

/// Whether the same statement may go through on another connection or a little later.
pub(super) fn passing(error: &Error) -> bool {
    let Some(code) = error.code() else {
        return true;
    };
    let classes = ["08", "40", "53", "55", "57"];
    *code == SqlState::READ_ONLY_SQL_TRANSACTION
        || classes.iter().any(|class| code.code().starts_with(class))
}
