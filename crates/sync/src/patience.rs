//! How much of a store's trouble is borne before a work is broken off.

use crate::carrier::{CarrierCode, CarrierError};

/// Failures in a row after which a store is left alone for now.
const MOST: u32 = 3;

/// Bears single failures: one object that a store does not give must not keep all others
/// from coming, nor a flaky connection everything that did come.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    in_a_row: u32,
    last: Option<CarrierError>,
}

impl Patience {
    /// Something went well.
    pub fn rest(&mut self) {
        self.in_a_row = 0;
    }

    /// Something did not.
    ///
    /// # Errors
    /// It is too much, or it concerns everything: the work is to be broken off.
    pub fn bear(&mut self, error: CarrierError) -> Result<(), CarrierError> {
        let single = is_single(&error);
        self.in_a_row += u32::from(!single);
        if (single || error.is_retryable()) && self.in_a_row < MOST {
            self.last = Some(error);
            Ok(())
        } else {
            Err(error)
        }
    }

    /// What something came to, where it went well.
    ///
    /// # Errors
    /// As for [`Patience::bear`].
    pub fn of<T>(&mut self, done: Result<T, CarrierError>) -> Result<Option<T>, CarrierError> {
        match done {
            Ok(value) => {
                self.rest();
                Ok(Some(value))
            }
            Err(error) => self.bear(error).map(|()| None),
        }
    }

    /// That everything went well.
    ///
    /// # Errors
    /// The last failure that was borne.
    pub fn all_well(self) -> Result<(), CarrierError> {
        self.last.map_or(Ok(()), Err)
    }
}

/// Whether it concerns the one object that was asked for and no other.
pub(crate) fn is_single(error: &CarrierError) -> bool {
    matches!(
        error.code,
        CarrierCode::Forbidden | CarrierCode::Rejected | CarrierCode::Taken | CarrierCode::TooLarge
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_failures_are_borne_and_many_in_a_row_are_not() {
        let busy = || CarrierError::new(CarrierCode::Busy, "", "");
        let mut patience = Patience::default();
        for _ in 0..5 {
            assert_eq!(patience.of(Err::<(), _>(busy())), Ok(None));
            assert_eq!(patience.of(Err::<(), _>(busy())), Ok(None));
            assert_eq!(patience.of(Ok(1)), Ok(Some(1)));
        }
        assert_eq!(patience.of(Err::<(), _>(busy())), Ok(None));
        assert_eq!(patience.of(Err::<(), _>(busy())), Ok(None));
        assert_eq!(patience.of(Err::<(), _>(busy())), Err(busy()));
        assert_eq!(patience.all_well(), Err(busy()));
        assert_eq!(Patience::default().all_well(), Ok(()));
    }

    #[test]
    fn what_concerns_one_object_is_always_borne_and_what_concerns_all_never() {
        let mut patience = Patience::default();
        for _ in 0..9 {
            let error = CarrierError::new(CarrierCode::Taken, "", "");
            assert_eq!(patience.of(Err::<(), _>(error)), Ok(None));
        }
        let error = CarrierError::new(CarrierCode::Unauthorized, "", "");
        assert_eq!(patience.of(Err::<(), _>(error.clone())), Err(error));
    }
}
