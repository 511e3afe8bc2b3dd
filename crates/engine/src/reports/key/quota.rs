//! The quota of a year with its arithmetic.

use huiyin_rules::{Fraction, Lang, Rulebook};

/// The quota of a year with its arithmetic.
pub(super) struct Quota {
    total: u64,
    share: Fraction,
    /// How many the quota asks for.
    pub required: u64,
    present: u64,
}

/// The quota, where the rulebook sets one: the share of all, rounded up, because "not
/// less than" leaves no part of one out.
pub(super) fn quota(total: u64, present: u64, book: &Rulebook) -> Option<Quota> {
    let share = book.key_quota.value.filter(|share| share.denominator > 0)?;
    let product = u128::from(total) * u128::from(share.numerator);
    let required = product.div_ceil(u128::from(share.denominator));
    Some(Quota {
        total,
        share,
        required: u64::try_from(required).unwrap_or(u64::MAX),
        present,
    })
}

impl Quota {
    /// How many are missing.
    pub(super) fn missing(&self) -> u64 {
        self.required.saturating_sub(self.present)
    }

    /// `95 × 10% ＝ 9.5，进位为10；现有8件，缺2件`.
    pub(super) fn arithmetic(&self, lang: Lang) -> String {
        let (total, required, present) = (self.total, self.required, self.present);
        let share = short(self.share.percent(2).unwrap_or_default());
        // A hundred times the product is what `percent` shows of a share.
        let product = self.share.numerator.saturating_mul(total);
        let hundred = self.share.denominator.saturating_mul(100);
        let exact = short(
            Fraction::new(product, hundred)
                .percent(2)
                .unwrap_or_default(),
        );
        let whole = exact == required.to_string();
        let missing = self.missing();
        match lang {
            Lang::Zh => {
                let round = if whole {
                    String::new()
                } else {
                    format!("，进位为{required}")
                };
                let rest = match missing {
                    0 => "，已达到".to_owned(),
                    missing => format!("，缺{missing}件"),
                };
                format!("{total} × {share}% ＝ {exact}{round}；现有{present}件{rest}")
            }
            Lang::En => {
                let round = if whole {
                    String::new()
                } else {
                    format!(", rounded up to {required}")
                };
                let rest = match missing {
                    0 => "enough".to_owned(),
                    missing => format!("{missing} missing"),
                };
                format!("{total} × {share} % = {exact}{round}; there are {present}, {rest}")
            }
        }
    }
}

/// A decimal without zeros at its end.
fn short(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}
