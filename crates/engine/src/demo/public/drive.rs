//! A drive with some answers.

use super::{Scene, name, refused};
use crate::demo::DemoError;
use crate::demo::numbers::Numbers;
use crate::facts;
use chrono::Days;
use huiyin_rules::Text;
use huiyin_rules::drive::{
    self, Drive, DriveAnswer, DriveOpened, DriveOrder, DriveQuestion, QuestionKind,
};
use huiyin_rules::station::{IssuedCode, StationOrder, code_of};
use huiyin_rules::voice::{Received, Via, VoiceOrder};

/// People who answer the drive.
const ANSWERS: u32 = 48;

impl Scene<'_> {
    pub(super) fn drive(&mut self, numbers: &mut Numbers) -> Result<(String, Drive), DemoError> {
        let question = |at: u32, text: &str, kind, options: &[&str]| DriveQuestion {
            id: format!("q{at}"),
            text: text.to_owned(),
            kind,
            options: options.iter().map(|one| (*one).to_owned()).collect(),
            required: kind == QuestionKind::Choice,
        };
        let opened = DriveOpened {
            title: "《停车管理办法（草案）》意见征集".to_owned(),
            intro: "区人大常委会将审议停车管理办法，现征求意见。".to_owned(),
            questions: vec![
                question(
                    1,
                    "您是否赞成夜间开放机关停车场？",
                    QuestionKind::Choice,
                    &["赞成", "不赞成"],
                ),
                question(
                    2,
                    "您认为哪些地方最缺车位？",
                    QuestionKind::Several,
                    &["老旧小区", "学校周边", "医院周边", "商圈"],
                ),
                question(3, "您还有什么意见？", QuestionKind::Text, &[]),
            ],
            opens: self.today,
            closes: self
                .today
                .checked_add_days(Days::new(40))
                .unwrap_or(self.today),
        };
        let id = name(numbers);
        let events = drive::decide(None, DriveOrder::Open(opened), &self.order())
            .map_err(|refusal| refused(refusal.text()))?;
        self.seal(&[facts::DRIVE_PREFIX, &id].concat(), &events)?;
        let drive = drive::replay(&events)
            .ok_or_else(|| refused(Text::new("征集没有开始", "the drive did not open")))?;
        let code = IssuedCode {
            code: code_of(numbers.next()),
            station: None,
            deputy: None,
            drive: Some(id.clone()),
            label: "停车管理意见征集".to_owned(),
        };
        self.station(StationOrder::IssueCodes(vec![code]))?;
        Ok((id, drive))
    }

    pub(super) fn answers(
        &mut self,
        numbers: &mut Numbers,
        (drive, opened): &(String, Drive),
    ) -> Result<(), DemoError> {
        for at in 0..ANSWERS {
            let answer = |question: &str, chosen: Vec<u32>, text: &str| DriveAnswer {
                question: question.to_owned(),
                chosen,
                text: text.to_owned(),
            };
            let mut answers = vec![
                answer("q1", vec![numbers.below(2)], ""),
                answer("q2", vec![numbers.below(4)], ""),
            ];
            if at == 3 {
                answers.push(answer(
                    "q3",
                    Vec::new(),
                    "希望公布收费标准，并给残疾人预留车位。",
                ));
            }
            let received = Received {
                via: Via::Qr,
                drive: Some(drive.clone()),
                answers,
                ..self.received("", "")
            };
            let order = VoiceOrder::Receive {
                received: Box::new(received),
                pictures: Vec::new(),
            };
            self.voice_in(&name(numbers), order, Some(opened))?;
        }
        Ok(())
    }
}
