//! From a review to the structs of the output.

use jiff::civil::Date;

use crate::context::Context;
use crate::context::backstop;
use crate::document::Rect;
use crate::evidence;
use crate::finding;
use crate::judge::Settled;
use crate::report::json::Backstop;
use crate::report::json::Case;
use crate::report::json::Document;
use crate::report::json::Endangered;
use crate::report::json::Evidence;
use crate::report::json::Extraction;
use crate::report::json::Facts;
use crate::report::json::Finding;
use crate::report::json::Inconsistent;
use crate::report::json::Names;
use crate::report::json::Object;
use crate::report::json::Protected;
use crate::report::json::SCHEMA;
use crate::report::json::Text;
use crate::report::json::Tool;
use crate::report::json::Trouble;
use crate::review::Review;
use crate::survey;

impl<'a> Object<'a> {
    /// The output for a review.
    #[must_use]
    pub fn of(review: &'a Review) -> Self {
        let judgement = &review.judgement;
        let protections = judgement.protections.iter();
        let hazards = judgement.hazards.iter();
        Self {
            schema: SCHEMA,
            tool: tool(&review.tool),
            document: document(review),
            kind: judgement.kind,
            context: case(&review.context),
            facts: facts(&review.facts),
            backstop: review.backstop.iter().map(rule).collect(),
            verdict: judgement.verdict,
            undetermined: judgement.settled == Settled::No,
            protections: protections
                .map(|p| Protected { id: p.id, status: p.status, evidence: words(&p.evidence) })
                .collect(),
            hazards: hazards.map(|h| Endangered { id: h.id, evidence: words(&h.evidence) }).collect(),
            findings: review.findings.iter().map(finding).collect(),
            inconsistencies: review
                .inconsistencies
                .iter()
                .map(|i| Inconsistent { says: &i.says, evidence: words(&i.evidence) })
                .collect(),
            unmet: Vec::new(),
            worst_part: review.worst.as_deref(),
            parts: review.parts.iter().map(Object::of).collect(),
        }
    }
}

fn tool(tool: &crate::review::Tool) -> Tool<'_> {
    Tool {
        name: "acquit",
        version: &tool.version,
        patterns: &tool.patterns,
        model: tool.model.as_deref(),
        readers: tool.readers,
    }
}

fn document(review: &Review) -> Document<'_> {
    let troubles = review.troubles.iter().map(|t| Trouble { page: t.page, what: t.what, says: &t.says }).collect();
    Document {
        path: &review.meta.name,
        sha256: review.meta.sha256.as_deref(),
        bytes: review.meta.bytes,
        format: review.format,
        pages: review.pages,
        extraction: Extraction { method: review.method, quality: finite(review.quality).clamp(0.0, 1.0), troubles },
    }
}

fn case(context: &Context) -> Case<'_> {
    let known = &context.known;
    Case {
        state: known.state.as_deref(),
        units: known.units,
        trustor: known.trustor,
        purchase_money: known.purchase_money,
        owner_occupied: known.owner_occupied,
        lien: known.lien,
        consent_date: known.consent_date.as_ref().map(Date::to_string),
        mortgage_insurance: known.mortgage_insurance,
        cross_collateral: known.cross_collateral,
        unknown: context.unknown(),
    }
}

fn facts(facts: &survey::Facts) -> Facts<'_> {
    Facts {
        loan_number: text(facts.loan_number.as_ref()),
        borrowers: names(facts.borrowers.as_ref()),
        guarantors: names(facts.guarantors.as_ref()),
        property_address: text(facts.property_address.as_ref()),
        lender: text(facts.lender.as_ref()),
        servicer: text(facts.servicer.as_ref()),
        investor: text(facts.investor.as_ref()),
        sale_price: text(facts.sale_price.as_ref()),
        net_proceeds: text(facts.net_proceeds.as_ref()),
        approval_expires: text(facts.approval_expires.as_ref()),
        contribution: text(facts.contribution.as_ref()),
        relocation: text(facts.relocation.as_ref()),
        note: text(facts.note.as_ref()),
        junior_payments: names(facts.junior_payments.as_ref()),
        state: text(facts.state.as_ref()),
        dated: text(facts.dated.as_ref()),
    }
}

fn names(fact: Option<&survey::Fact<Vec<String>>>) -> Option<Names<'_>> {
    fact.map(|fact| Names { value: &fact.value, evidence: words(&fact.evidence) })
}

fn text(fact: Option<&survey::Fact<String>>) -> Option<Text<'_>> {
    fact.map(|fact| Text { value: &fact.value, evidence: words(&fact.evidence) })
}

fn rule(rule: &backstop::Backstop) -> Backstop<'_> {
    Backstop {
        cite: &rule.cite,
        effect: &rule.effect,
        applies: rule.applies,
        checked: rule.checked.to_string(),
        verified: rule.verified,
        confidence: rule.confidence,
        lacking: &rule.lacking,
        needs: &rule.needs,
    }
}

fn finding(finding: &finding::Finding) -> Finding<'_> {
    Finding {
        id: finding.id,
        severity: finding.severity,
        original_severity: finding.original,
        message: &finding.message,
        why: &finding.why,
        authority: &finding.authority,
        ask: &finding.ask,
        would_change_if: finding.would_change_if.as_deref(),
        evidence: words(&finding.evidence),
        fingerprint: &finding.fingerprint,
        accepted: None,
    }
}

fn words(evidence: &[evidence::Evidence]) -> Vec<Evidence<'_>> {
    let one = |e: &'_ evidence::Evidence| e.boxes.iter().map(corners).collect();
    evidence
        .iter()
        .map(|e| Evidence {
            quote: &e.quote,
            page: e.page,
            line: e.line,
            start: e.start,
            end: e.end,
            boxes: one(e),
            pattern: &e.pattern,
            cues: &e.cues,
            by: e.by,
        })
        .collect()
}

fn corners(rect: &Rect) -> [f32; 4] {
    [rect.x0, rect.y0, rect.x1, rect.y1].map(finite)
}

/// JSON has no word for what is not a number.
fn finite(number: f32) -> f32 {
    if number.is_finite() { number } else { 0.0 }
}
