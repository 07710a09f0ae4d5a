//! Dispatches: the list, taking one in, reviewing the plan that was read from it, giving it out,
//! drafting the office's own.
//!
//! Every page works without script: each action is a form or a page of its own, which
//! `assets/review.js` opens inside the review when it can. What may be done is for `luytre-office`
//! to say; a page only asks.

mod add;
mod bases;
mod card;
mod compare;
mod confirm;
mod draft;
mod drop;
mod duty_form;
mod edit;
mod frame;
mod heading;
mod list;
mod paper;
mod pickers;
mod receive;
mod review;
mod split;
mod succession;
pub(crate) mod times;
mod withdraw;

use luytre_office::access::Action::{
    ConfirmPlan, DraftDispatch, ReceiveDispatch, ReviewPlan, SeeDispatches, SucceedDispatch,
    WithdrawDispatch,
};
use luytre_office::draft::DraftKind;

use super::route::{Routes, Who};

/// The routes of dispatches.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/van-ban", Who::May(SeeDispatches), list::show)
        .get("/van-ban/nhan", Who::May(ReceiveDispatch), receive::show)
        .post("/van-ban/nhan", Who::May(ReceiveDispatch), receive::send)
        .get(
            "/van-ban/dang-doc/{reading}",
            Who::May(ReceiveDispatch),
            receive::reading,
        )
        .get("/van-ban/{dispatch}", Who::May(SeeDispatches), review::show)
        .get(
            "/van-ban/{dispatch}/tep",
            Who::May(SeeDispatches),
            review::file,
        )
        .get(
            "/van-ban/{dispatch}/doi-chieu/{superior}",
            Who::May(SeeDispatches),
            compare::show,
        )
        .merge(review_routes())
        .merge(decision_routes())
}

fn review_routes() -> Routes {
    const REVIEW: Who = Who::May(ReviewPlan);
    Routes::new()
        .get("/van-ban/{dispatch}/thong-tin", REVIEW, heading::show)
        .post("/van-ban/{dispatch}/thong-tin", REVIEW, heading::send)
        .get("/van-ban/{dispatch}/them", REVIEW, add::show)
        .post("/van-ban/{dispatch}/them", REVIEW, add::send)
        .get(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/sua",
            REVIEW,
            edit::show,
        )
        .post(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/sua",
            REVIEW,
            edit::send,
        )
        .post(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/dung",
            REVIEW,
            edit::agree,
        )
        .get(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/tach",
            REVIEW,
            split::show,
        )
        .post(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/tach",
            REVIEW,
            split::send,
        )
        .post(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/gop",
            REVIEW,
            split::merge,
        )
        .get("/van-ban/{dispatch}/nhiem-vu/{duty}/bo", REVIEW, drop::show)
        .post("/van-ban/{dispatch}/nhiem-vu/{duty}/bo", REVIEW, drop::send)
        .post(
            "/van-ban/{dispatch}/nhiem-vu/{duty}/khoi-phuc",
            REVIEW,
            drop::restore,
        )
        .post("/van-ban/{dispatch}/don-vi", REVIEW, confirm::give_rest)
}

fn decision_routes() -> Routes {
    Routes::new()
        .get(
            "/van-ban/{dispatch}/xac-nhan",
            Who::May(ConfirmPlan),
            confirm::show,
        )
        .post(
            "/van-ban/{dispatch}/xac-nhan",
            Who::May(ConfirmPlan),
            confirm::send,
        )
        .get(
            "/van-ban/{dispatch}/thu-hoi",
            Who::May(WithdrawDispatch),
            withdraw::show,
        )
        .post(
            "/van-ban/{dispatch}/thu-hoi",
            Who::May(WithdrawDispatch),
            withdraw::send,
        )
        .get(
            "/van-ban/{dispatch}/thay-the",
            Who::May(SucceedDispatch),
            succession::show,
        )
        .post(
            "/van-ban/{dispatch}/thay-the",
            Who::May(SucceedDispatch),
            succession::send,
        )
        .merge(draft_routes())
}

fn draft_routes() -> Routes {
    const DRAFT: Who = Who::May(DraftDispatch);
    const LETTER: &str = "/van-ban/{dispatch}/du-thao";
    const PLAN: &str = "/van-ban/{dispatch}/ke-hoach";
    Routes::new()
        .get(LETTER, DRAFT, |app, who, of, page| {
            draft::show(DraftKind::Dispatch, app, who, of, page)
        })
        .post(LETTER, DRAFT, |app, who, of, page, form| {
            draft::send(DraftKind::Dispatch, app, who, of, page, form)
        })
        .get(PLAN, DRAFT, |app, who, of, page| {
            draft::show(DraftKind::Plan, app, who, of, page)
        })
        .post(PLAN, DRAFT, |app, who, of, page, form| {
            draft::send(DraftKind::Plan, app, who, of, page, form)
        })
        .post("/van-ban/{dispatch}/phieu", DRAFT, draft::slip)
}
