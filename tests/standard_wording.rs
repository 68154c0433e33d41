//! Wording that short sale letters and deed papers have used for years, as everybody in the field knows it: what each
//! sentence does to debt, deficiency and lien, and nothing else. A change that misreads one of these is no progress.

use acquit::fuse::Kit;
use acquit::reading::Passage;

const RELEASE: &str = "debt-release:present";
const WAIVER: &str = "deficiency-waiver:present";
const LIEN: &str = "lien-release:present";
const RESERVED: &str = "deficiency-reservation";

const WORDING: &[(&[&str], &str)] = &[
    (&[RESERVED], "The lender reserves the right to pursue a deficiency judgment."),
    (&[RESERVED], "The servicer and investor reserve all rights to pursue any deficiency balance."),
    (&[RESERVED], "The borrower is not released from liability for the deficiency."),
    (&[RESERVED], "Borrower will remain responsible for the difference between the sale proceeds and the total debt."),
    (&[RESERVED], "This release of lien does not constitute a release of the promissory note."),
    (&[RESERVED], "The release of the lien shall not be construed as a satisfaction of the debt."),
    (&[LIEN, RESERVED], "We will release the security instrument but not the note."),
    (&[RESERVED], "The lender may pursue collection of the remaining balance after the closing."),
    (&[RESERVED], "Approval of this short sale does not waive the lender's right to collect the deficiency."),
    (&[RESERVED], "You may be held liable for the deficiency."),
    (&[RESERVED], "We do not waive our right to seek a deficiency judgment."),
    (&[RESERVED], "The note shall remain in full force and effect."),
    (&[RESERVED], "Seller acknowledges that the lender is not forgiving the deficiency."),
    (&[LIEN, RESERVED], "Bank agrees to release its lien only and reserves all of its rights under the note."),
    (&[RESERVED], "The acceptance of less than the full amount due is not an accord and satisfaction."),
    (&[RESERVED], "This is not a waiver of the deficiency."),
    (&[WAIVER], "The lender will not pursue a deficiency judgment against the borrower."),
    (&[WAIVER], "Lender agrees to waive its right to pursue a deficiency judgment."),
    (&[WAIVER], "Upon receipt of the funds, the lender will waive the deficiency."),
    (&[RELEASE], "The account will be considered settled in full and no further collection activity will occur."),
    (&[RELEASE], "We will accept the net proceeds as payment in full of the debt."),
    (
        &[RELEASE, LIEN],
        "Upon receipt of proceeds, the debt will be considered paid in full, and the lien will be released.",
    ),
    (&[RELEASE], "Borrower is released from any further liability under the note."),
    (
        &[WAIVER, RELEASE],
        "The lender will not seek to collect any deficiency from you, and you will have no further obligation under the loan.",
    ),
    (&[RELEASE, WAIVER], "The remaining unpaid principal balance will be forgiven."),
    (&[RELEASE, WAIVER], "The servicer will cancel the remaining debt."),
    (&[RELEASE], "You are released from all personal liability for the mortgage debt."),
    (&[LIEN, WAIVER], "Bank of Elm will satisfy the mortgage and waive any and all deficiency rights."),
    (&[WAIVER], "Any deficiency balance is hereby waived."),
    (&[WAIVER], "Lender shall have no recourse against Borrower for any deficiency."),
    (&[WAIVER], "No deficiency judgment shall be sought by Lender."),
    (
        &[RELEASE],
        "The Lender hereby forever releases and discharges Borrower from any and all obligations under the Note and Deed of Trust.",
    ),
    (&[WAIVER], "Lender covenants and agrees that it will not sue Borrower for any amount owing under the Note."),
    (&[LIEN], "We agree to accept $150,000.00 to release our lien."),
    (&[RELEASE], "We agree to accept $150,000.00 in full satisfaction of the loan."),
    (
        &[LIEN],
        "In exchange for the payoff, we will release our lien and report the account as settled for less than owed.",
    ),
    (&[RESERVED], "The deficiency will not be waived."),
    (&[RESERVED], "Nothing herein shall be deemed a waiver of Lender's right to a deficiency judgment."),
    (&[RESERVED], "Lender's acceptance of the deed shall not extinguish the debt."),
    (
        &[LIEN, RESERVED],
        "The lender agrees to release the lien; however, the borrower remains personally liable for the shortage.",
    ),
    (&[RESERVED], "The lien release does not release the borrower from personal liability."),
    (&[RESERVED], "Lender may exercise any right or remedy available to it to collect the deficiency."),
    (&[RESERVED], "We reserve the right to seek to collect the remaining balance."),
    (&[RESERVED], "The bank has the right to pursue you for the balance."),
    (&[RESERVED], "The unpaid balance of the loan will remain due and payable."),
    (&[RESERVED], "Please be advised that you are still responsible for the remaining balance."),
    (&[RESERVED], "This letter does not release you from your obligation to repay the debt."),
    (&[RESERVED], "Investor does not waive deficiency."),
    (&[RESERVED], "Deficiency rights are reserved."),
    (&[WAIVER], "Deficiency rights are waived."),
    (&[RESERVED], "We will not waive deficiency rights."),
    (&[WAIVER], "The lender and its insurers will not pursue the deficiency."),
    (&[WAIVER], "Lender, its successors and assigns, waives any right to collect the deficiency."),
    (&[WAIVER, RELEASE], "The borrower shall not be liable for any deficiency resulting from the sale."),
    (&[WAIVER], "The beneficiary shall not be entitled to any deficiency judgment."),
    (&[RELEASE], "The transfer of the property is in full satisfaction of the debt."),
    (&[RELEASE], "Grantee accepts the deed in full satisfaction of all obligations secured by the mortgage."),
    (
        &[RELEASE],
        "The deed is accepted in lieu of foreclosure and the obligations of Grantor under the note are hereby satisfied and discharged.",
    ),
    (&[RESERVED], "The parties intend that the note shall not be extinguished."),
    (&[RELEASE], "The loan will be paid in full and closed."),
    (&[WAIVER], "We are waiving our right to a deficiency."),
    (&[WAIVER], "We have agreed not to pursue you for the deficiency."),
    (&[RESERVED], "The lender retains its right of recourse against the borrower."),
    (
        &[RESERVED],
        "The lender retains all legal rights under the promissory note including the right to pursue the deficiency.",
    ),
    (&[RESERVED], "Any amounts not paid from the sale proceeds will remain the obligation of the borrower."),
    (&[RESERVED], "The difference will be your responsibility."),
    (&[WAIVER], "Fannie Mae will not pursue a deficiency judgment."),
    (&[WAIVER], "Freddie Mac waives its deficiency rights."),
    (&[RELEASE], "The lender releases you of all responsibility for repayment of this debt."),
    (&[RELEASE], "Your obligation to repay this mortgage will be extinguished."),
    (&[RELEASE], "You will no longer be responsible for the mortgage."),
    (&[RELEASE], "You will not owe any additional money on this loan."),
    (&[WAIVER, RELEASE], "You will not be required to pay the deficiency."),
    (&[RESERVED], "We reserve our rights to collect the deficiency to the extent permitted by law."),
    (&[RESERVED], "Lender may, to the extent permitted by applicable law, pursue a deficiency."),
    (&[RESERVED], "If permitted by state law, we may pursue you for the unpaid balance."),
    (&[RESERVED], "No waiver of deficiency is granted."),
    (&[RESERVED], "The short sale does not relieve you of your obligation to pay the remaining balance."),
    (&[RESERVED], "You remain obligated under the Note for any shortfall."),
    (&[RESERVED], "By accepting this short payoff, lender does not relinquish any of its rights against borrower."),
    (&[RESERVED], "The bank will not release the borrowers from the balance of the note."),
    (&[RESERVED], "The note will be returned uncancelled and the balance may be enforced."),
    (&[RESERVED], "Lender shall be free to enforce the note against the maker."),
    (&[RESERVED], "This letter does not affect our right to collect the balance."),
    (&[RESERVED], "The release is without prejudice to our right to collect the balance."),
    (&[RESERVED], "Nothing in this letter impairs the lender's right to pursue a deficiency."),
    (&[RESERVED], "Without limiting our right to seek a deficiency judgment, we release the deed of trust."),
    (&[WAIVER], "This agreement extinguishes our right to collect the balance."),
    (&[RESERVED], "Acceptance of the payment does not limit the bank's ability to pursue the shortfall."),
    (&[RESERVED], "Our right to collect the balance is not affected."),
    (&[RESERVED], "The bank's right to recover the deficiency is in no way diminished."),
    (&[RESERVED], "This consent is without prejudice to any of our remedies under the Note."),
];

#[test]
fn standard_wording_is_read() {
    let kit = Kit::built_in().unwrap_or_else(|e| panic!("{e}"));
    let core = |label: &str| {
        ["debt-release", "deficiency-waiver", "lien-release", RESERVED].iter().any(|id| label.starts_with(id))
    };
    let mut wrong = Vec::new();
    for (right, words) in WORDING {
        let readings = kit.read(&Passage { words, ..Passage::default() }, &[]);
        let mut told: Vec<String> = readings.iter().map(|r| r.effect.label()).filter(|label| core(label)).collect();
        let mut right: Vec<&str> = right.to_vec();
        told.sort_unstable();
        right.sort_unstable();
        if told != right {
            wrong.push(format!("{words}\n  is {right:?}, was read as {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
