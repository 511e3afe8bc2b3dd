//! What is left of a revoked device's chains.

use super::event::Cut;
use crate::{LogId, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// How objects follow one another in their chains.
///
/// A revocation names the last object that counts. What counts before it is found by
/// walking back from there and not by comparing numbers: whoever has the key could
/// otherwise add a second object with an old number.
pub trait Chains {
    /// The object before `id` in its chain: `Some(None)` for the first one, `None` where `id` is not known.
    fn before(&self, id: &ObjectId) -> Option<Option<ObjectId>>;
}

impl Chains for BTreeMap<ObjectId, Option<ObjectId>> {
    fn before(&self, id: &ObjectId) -> Option<Option<ObjectId>> {
        self.get(id).cloned()
    }
}

/// The previous object of each, out of a set of objects.
pub(super) fn chains<'a>(
    objects: impl IntoIterator<Item = &'a Object>,
) -> BTreeMap<ObjectId, Option<ObjectId>> {
    objects
        .into_iter()
        .map(|object| (object.id().clone(), object.header().prev.clone()))
        .collect()
}

/// The objects that still count, by one revocation.
pub(super) fn kept(cuts: &[Cut], chains: &impl Chains) -> BTreeSet<ObjectId> {
    let mut kept = BTreeSet::new();
    for cut in cuts {
        let (Ok(_), Ok(id)) = (
            LogId::try_from(cut.log.as_str()),
            ObjectId::try_from(cut.id.as_str()),
        ) else {
            continue;
        };
        let mut next = Some(id);
        while let Some(id) = next {
            let Some(before) = chains.before(&id) else {
                break;
            };
            if !kept.insert(id) {
                break;
            }
            next = before;
        }
    }
    kept
}
