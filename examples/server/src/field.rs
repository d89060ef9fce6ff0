//! What each step says, field by field (步骤字段): one table for the forms of the page, the timeline and the description
//! of the service.

use serde_json::{Map, Value, json};
use utoipa::openapi::{RefOr, Schema};
use wangge::{
    Channel, Complexity, Handler, Outcome, Scope, ServedParty, Settlement, StepKind, SupervisionLevel, Term,
    Topic, Unit, Vocabulary, Work,
};

/// What stands in a field.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// A text of up to 20 000 bytes.
    Text,
    /// The name of a person, a unit, a grid or a case.
    Name,
    /// One of the grounds that the policy lists, where it lists any.
    Ground,
    /// Yes or no, as the two words.
    Choice(&'static str, &'static str),
    /// A word of a vocabulary.
    Word(fn() -> Vec<Term>),
    /// A length of time: `count` and `unit`.
    Length,
    /// A day.
    Day,
    /// A moment, in the county's local time.
    Moment,
    /// Scope, major, sudden, work, complexity.
    Facts,
}

/// A field of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Its name in the JSON.
    pub(crate) name: &'static str,
    /// What it is called on the page.
    pub(crate) zh: &'static str,
    /// What stands in it.
    pub(crate) kind: Kind,
    /// Whether it must be there.
    pub(crate) required: bool,
}

const fn must(name: &'static str, zh: &'static str, kind: Kind) -> Field {
    Field { name, zh, kind, required: true }
}

const fn may(name: &'static str, zh: &'static str, kind: Kind) -> Field {
    Field { name, zh, kind, required: false }
}

fn terms<V: Vocabulary>() -> Vec<Term> {
    V::ALL.iter().map(|member| member.term()).collect()
}

const NOTE: Field = may("note", "备注", Kind::Text);

/// The fields of facts.
pub(crate) const FACTS: &[Field] = &[
    must("scope", "涉及范围", Kind::Word(terms::<Scope>)),
    must("major", "是否重大", Kind::Choice("重大", "不重大")),
    must("sudden", "是否突发", Kind::Choice("突发", "非突发")),
    may("work", "工作类型", Kind::Word(terms::<Work>)),
    may("complexity", "难易程度", Kind::Word(terms::<Complexity>)),
];

/// The fields of a step, in the order in which a person fills them in.
pub(crate) fn fields(step: StepKind) -> Vec<Field> {
    use StepKind as K;
    match step {
        K::Collect => vec![
            may("text", "事项", Kind::Text),
            must("channel", "来源", Kind::Word(terms::<Channel>)),
            must("served", "服务对象", Kind::Word(terms::<ServedParty>)),
            may("grid", "网格", Kind::Name),
            may("received", "此前受理于", Kind::Moment),
            must("facts", "事实", Kind::Facts),
        ],
        K::File | K::Accept | K::Tell | K::Withdraw | K::Resume | K::Lift => vec![NOTE],
        K::Decline | K::Pause | K::Appeal => vec![must("ground", "事由", Kind::Ground), NOTE],
        K::SettleOnSpot => vec![
            must("settlement", "办结方式", Kind::Word(terms::<Settlement>)),
            must("told", "是否当场告知", Kind::Choice("已告知", "未告知")),
            NOTE,
        ],
        K::Dispatch | K::Transfer => vec![must("to", "交给", Kind::Name), NOTE],
        K::Return => vec![must("opinion", "退回意见", Kind::Text)],
        K::ReportUp => vec![
            must("to", "报给", Kind::Word(terms::<Handler>)),
            must("hand_over", "是否移交", Kind::Choice("移交办理", "仅报告")),
            NOTE,
        ],
        K::PutToMeeting => vec![
            must("topic", "议题", Kind::Word(terms::<Topic>)),
            may("meeting", "开会日期", Kind::Day),
            NOTE,
        ],
        K::TakeFromMeeting => vec![
            must("beyond", "本级能否解决", Kind::Choice("不能，须上报", "能")),
            must("opinion", "议定意见", Kind::Text),
        ],
        K::Feedback => vec![must("outcome", "处理结果", Kind::Word(terms::<Outcome>)), NOTE],
        K::Verify => vec![must("passed", "核查结论", Kind::Choice("通过", "不通过，返工")), NOTE],
        K::Close => vec![must("settlement", "办结方式", Kind::Word(terms::<Settlement>)), NOTE],
        K::Merge => vec![must("into", "并入办件", Kind::Name), NOTE],
        K::Reopen => vec![must("ground", "事由", Kind::Text)],
        K::FollowUp => vec![must("resolved", "是否已解决", Kind::Choice("已解决", "未解决，继续跟踪")), NOTE],
        K::DecideAppeal => vec![must("granted", "申诉是否成立", Kind::Choice("成立", "不成立")), NOTE],
        K::AskExtension => {
            vec![must("by", "延长", Kind::Length), must("ground", "事由", Kind::Ground), NOTE]
        }
        K::DecideExtension => vec![
            must("granted", "是否同意", Kind::Choice("同意", "不同意")),
            may("by", "改为延长", Kind::Length),
            NOTE,
        ],
        K::Supervise => {
            vec![must("level", "督办等级", Kind::Word(terms::<SupervisionLevel>)), NOTE]
        }
        K::Reclassify => vec![must("facts", "事实", Kind::Facts), must("ground", "事由", Kind::Text)],
        K::Note => vec![must("text", "内容", Kind::Text)],
    }
}

impl Kind {
    /// What may stand in a field, as JSON Schema.
    fn schema(self) -> Value {
        let codes = |terms: Vec<Term>| terms.iter().map(|term| term.code).collect::<Vec<_>>();
        match self {
            Self::Text | Self::Ground => json!({
                "type": "string", "minLength": 1, "maxLength": 20_000, "pattern": format!("^[^{NUL}]*[^{NUL}{BLANK}][^{NUL}]*$"),
            }),
            Self::Name => name_schema(),
            Self::Choice(..) => json!({"type": "boolean"}),
            Self::Word(terms) => json!({"type": "string", "enum": codes(terms())}),
            Self::Length => json!({
                "type": "object",
                "required": ["count", "unit"],
                "properties": {
                    "count": {"type": "integer", "minimum": 1, "maximum": 10_000},
                    "unit": {"type": "string", "enum": codes(terms::<Unit>())},
                },
                "additionalProperties": false,
            }),
            Self::Day => json!({"type": "string", "format": "date"}),
            Self::Moment => json!({
                "type": "string",
                "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?$",
                "example": "2026-11-24T09:30:00",
            }),
            Self::Facts => of_fields(FACTS),
        }
    }
}

/// What is blank, as a class of a regular expression.
const BLANK: &str = r"\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// What no text holds.
const NUL: &str = r"\x00";
/// What no name holds.
const CONTROL: &str = r"\x00-\x1f\x7f-\x9f";

/// A name: no blanks at the ends, no control characters; 200 bytes, which a schema cannot count.
pub(crate) fn name_schema() -> Value {
    let end = format!("[^{CONTROL}{BLANK}]");
    json!({
        "type": "string", "minLength": 1, "maxLength": 200, "pattern": format!("^{end}([^{CONTROL}]*{end})?$"),
    })
}

fn of_fields(fields: &[Field]) -> Value {
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut schema = field.kind.schema();
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), Value::from(field.zh));
            }
            (field.name.to_owned(), schema)
        })
        .collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if let (Some(schema), false) = (schema.as_object_mut(), required.is_empty()) {
        schema.insert("required".to_owned(), Value::from(required));
    }
    schema
}

/// What a step says, as JSON Schema.
pub(crate) fn schema_of(step: StepKind) -> Value {
    of_fields(&fields(step))
}

/// JSON Schema as the description takes it.
pub(crate) fn described(schema: Value) -> RefOr<Schema> {
    // What is built above is JSON Schema; a test reads the whole description back.
    serde_json::from_value(schema).unwrap_or_else(|_| RefOr::T(Schema::default()))
}

/// The steps that a case takes after its first.
pub(crate) fn later_steps() -> impl Iterator<Item = StepKind> {
    StepKind::ALL.iter().copied().filter(|step| *step != StepKind::Collect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wangge::case::Step;

    fn example(kind: Kind) -> Value {
        match kind {
            Kind::Text | Kind::Name | Kind::Ground => json!("示例"),
            Kind::Choice(..) => json!(true),
            Kind::Word(terms) => json!(terms()[0].code),
            Kind::Length => json!({"count": 1, "unit": "working_day"}),
            Kind::Day => json!("2026-11-24"),
            Kind::Moment => json!("2026-11-24T09:30:00"),
            Kind::Facts => object(FACTS, true),
        }
    }

    fn object(fields: &[Field], all: bool) -> Value {
        let chosen = fields.iter().filter(|field| all || field.required);
        Value::Object(chosen.map(|field| (field.name.to_owned(), example(field.kind))).collect())
    }

    #[test]
    fn the_table_of_fields_is_what_the_library_reads() {
        for step in StepKind::ALL {
            let fields = fields(*step);
            for all in [true, false] {
                let data = object(&fields, all);
                let read = Step::parse(*step, &data.to_string()).expect("fields of the step");
                let back: Value = serde_json::from_str(&read.data()).expect("JSON");
                assert_eq!(back, data, "{step} says all of it");
            }
            for field in fields.iter().filter(|field| field.required) {
                let mut data = object(&fields, true);
                data.as_object_mut().expect("an object").remove(field.name);
                assert!(Step::parse(*step, &data.to_string()).is_err(), "{step} without {}", field.name);
            }
        }
    }

    #[test]
    fn every_schema_is_read() {
        for step in StepKind::ALL {
            let read: Result<RefOr<Schema>, _> = serde_json::from_value(schema_of(*step));
            let back = serde_json::to_value(read.expect("a schema")).expect("JSON");
            assert_eq!(back["additionalProperties"], json!(false), "{step}");
            assert_eq!(back["properties"].as_object().map(Map::len), Some(fields(*step).len()), "{step}");
        }
    }
}
