//! The calendar that ships, packed by `build.rs` from `data/holidays-cn.json`.

use super::{Announced, Calendar, date_of, identity};
use chrono::NaiveDate;
use std::collections::BTreeMap;

// Each of `DAYS`, in order: the day number above 8 bits, the name's place in `NAMES`
// above 1 bit, and whether the day is off.
include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

/// The shipped calendar; `None` only if its span were no dates.
pub(super) fn calendar() -> Option<Calendar> {
    let days = DAYS.iter().map(|packed| {
        let name = NAMES.get((packed >> 1 & 0x7f) as usize).copied();
        let notice = Announced {
            off: packed & 1 == 1,
            name: name.unwrap_or_default().to_owned(),
        };
        ((packed >> 8) as i32, notice)
    });
    let mut announced = BTreeMap::new();
    // One by one: a map that is collected brings a sort of its own along.
    announced.extend(days);
    let (start, horizon) = (
        NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1)?,
        date_of(HORIZON)?,
    );
    let id = identity(FIRST_YEAR, horizon, &announced);
    Some(Calendar::assemble(id, start, horizon, announced))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_what_the_file_says() {
        let file = Calendar::from_json(include_str!("../../data/holidays-cn.json")).unwrap();
        let packed = calendar().unwrap();
        assert_eq!(packed.id, file.id);
        assert_eq!(packed.first, file.first);
        assert_eq!(packed.horizon, file.horizon);
        assert_eq!(packed.announced, file.announced);
    }
}
