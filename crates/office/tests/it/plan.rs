//! A ward with a confirmed dispatch, and the ways in which the tests of the work look at it.

use luytre_model::id::{AssignmentId, DispatchId};
use luytre_model::people::Role;
use luytre_model::status::status;
use luytre_model::unit_sets::UnitKind;
use luytre_office::Actor;
use luytre_office::overview::{AssignmentFilter, AssignmentItem};
use luytre_office::work::{AssignmentView, Outcome, Report, Reported};
use luytre_store::assignments::{self, Filter};
use luytre_store::months::{self, Month};
use luytre_store::trail::Unaudited;
use luytre_store::{obligations, occurrences, roll_up};

use crate::support::{DISPATCH, House};

/// A ward at work.
pub(crate) struct Ward {
    pub(crate) house: House,
    pub(crate) dispatch: DispatchId,
    pub(crate) clerk: Actor,
    /// Head and officer of one division.
    pub(crate) head: Actor,
    pub(crate) officer: Actor,
}

impl Ward {
    /// The dispatch of the tests, confirmed; reports on `second_person` count only when confirmed.
    pub(crate) async fn new(house: House, second_person: &str) -> Self {
        let clerk = house.clerk().await;
        let head = house
            .person(Role::Head, UnitKind::Division, "Phạm Văn Trưởng")
            .await;
        let officer = house
            .person(Role::Officer, UnitKind::Division, "Đỗ Thị Chuyên")
            .await;
        let bytes = DISPATCH.as_bytes().to_vec();
        let dispatch = house
            .service
            .receive(&clerk, "a.txt", bytes)
            .await
            .unwrap()
            .dispatch;
        let mut write = house.store.write().await.unwrap();
        let duties = obligations::of_dispatch(write.conn(), house.office, dispatch)
            .await
            .unwrap();
        for mut duty in duties {
            duty.second_person = duty.controls[0] == second_person;
            obligations::update(&mut write, &duty).await.unwrap();
        }
        write.commit_unaudited(Unaudited::Derived).await.unwrap();
        house
            .service
            .confirm_plan(&clerk, dispatch, 1)
            .await
            .unwrap();
        Self {
            house,
            dispatch,
            clerk,
            head,
            officer,
        }
    }

    /// The division's assignment under a control.
    pub(crate) async fn assignment(&self, control: &str) -> AssignmentId {
        let filter = AssignmentFilter {
            control: Some(control.to_owned()),
            unit: Some(self.officer.unit),
            ..AssignmentFilter::default()
        };
        let page = self
            .house
            .service
            .assignments(&self.officer, &filter, None)
            .await
            .unwrap();
        let rows: &[AssignmentItem] = &page.rows;
        rows[0].assignment
    }

    pub(crate) async fn view(&self, id: AssignmentId) -> AssignmentView {
        self.house
            .service
            .assignment(&self.clerk, id)
            .await
            .unwrap()
    }

    /// Reports about what is next of an assignment.
    pub(crate) async fn report(&self, id: AssignmentId, outcome: Outcome) -> Reported {
        let view = self.view(id).await;
        let next = view.next.unwrap();
        let row = view
            .occurrences
            .iter()
            .find(|row| row.occurrence == next)
            .unwrap();
        let report = report(row.revision, outcome);
        self.house
            .service
            .report(&self.officer, next, report)
            .await
            .unwrap()
    }

    /// Do roll-up and months say what the rows say?
    pub(crate) async fn figures_agree(&self) {
        let office = self.house.office;
        let today = self.house.service.today();
        let mut conn = self.house.store.read().await.unwrap();
        let rolled = roll_up::of_office(&mut conn, office, None, None)
            .await
            .unwrap();
        let all = Filter::default();
        let lines = assignments::list(&mut conn, office, &all, today, None, 10_000)
            .await
            .unwrap();
        let once: u64 = rolled
            .iter()
            .filter(|row| row.control.is_empty())
            .map(|row| row.number)
            .sum();
        assert_eq!(once, u64::try_from(lines.len()).unwrap());
        for row in rolled.iter().filter(|row| row.control.is_empty()) {
            let same = lines
                .iter()
                .filter(|l| l.unit == row.unit && l.inputs == row.inputs);
            assert_eq!(row.number, u64::try_from(same.count()).unwrap(), "{row:?}");
        }
        let mut settled = (0, 0);
        for line in &lines {
            let rows = occurrences::of_assignment(&mut conn, office, line.assignment)
                .await
                .unwrap();
            for row in rows.iter().filter(|row| row.settled.is_some()) {
                let (Some(due), Some((at, _))) = (row.due_on, row.reported) else {
                    continue;
                };
                let late = luytre_model::clock::day_in_viet_nam(at) > due;
                settled.0 += u64::from(!late);
                settled.1 += u64::from(late);
            }
            assert_eq!(
                status(&line.inputs, today),
                self.view(line.assignment).await.status
            );
        }
        let (from, until) = (
            Month::of("2020-01-01".parse().unwrap()),
            Month::of("2040-01-01".parse().unwrap()),
        );
        let months = months::between(&mut conn, office, None, from, until)
            .await
            .unwrap();
        let sum = months
            .iter()
            .fold((0, 0), |sum, row| (sum.0 + row.in_time, sum.1 + row.late));
        assert_eq!(sum, settled);
        assert!(
            months.iter().all(|row| row.in_time + row.late <= row.due),
            "{months:?}"
        );
    }
}

pub(crate) fn report(revision: u64, outcome: Outcome) -> Report {
    let note = if outcome == Outcome::Done {
        ""
    } else {
        "máy chủ của tỉnh"
    };
    Report {
        revision,
        outcome,
        note: note.to_owned(),
        file: None,
    }
}
