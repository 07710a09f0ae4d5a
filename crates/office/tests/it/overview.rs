//! Figures and the way down from them.

use luytre_model::catalogue::Value;
use luytre_model::people::Role;
use luytre_model::status::Status;
use luytre_model::unit_sets::UnitKind;
use luytre_office::overview::{AssignmentFilter, AssignmentItem, ControlLine};
use luytre_office::work::Outcome;

use crate::plan::Ward;
use crate::support::{denied, in_a_ward, not_found};

async fn all_rows(ward: &Ward, filter: &AssignmentFilter) -> Vec<AssignmentItem> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let service = &ward.house.service;
        let page = service
            .assignments(&ward.clerk, filter, after.as_deref())
            .await
            .unwrap();
        assert!(page.rows.len() <= 20);
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return rows;
        }
    }
}

#[expect(clippy::too_many_lines, reason = "all figures of one page")]
#[tokio::test]
async fn every_figure_has_its_rows() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "DEV-03").await;
        for (control, outcome) in [
            ("ACC-03", Outcome::Done),
            ("DEV-03", Outcome::Done),
            ("ACC-05", Outcome::Failed),
        ] {
            ward.report(ward.assignment(control).await, outcome).await;
        }
        ward.house.clock.set("2026-07-01");
        let overview = ward.house.service.overview(&ward.clerk).await.unwrap();
        let rows = all_rows(&ward, &AssignmentFilter::default()).await;
        let count = |rows: &[AssignmentItem], status| {
            u64::try_from(rows.iter().filter(|row| row.status == status).count()).unwrap()
        };
        for status in Status::ALL {
            let filter = AssignmentFilter {
                status: Some(*status),
                ..AssignmentFilter::default()
            };
            let of_status = all_rows(&ward, &filter).await;
            let figure = overview.figures.tally.count(*status);
            assert_eq!(figure, count(&rows, *status), "{status}");
            assert_eq!(figure, u64::try_from(of_status.len()).unwrap(), "{status}");
        }
        let known = overview.figures.known;
        assert_eq!((known.attested, known.confirmed), (1, 0));
        assert_eq!(overview.figures.tally.count(Status::Waiting), 1);
        assert!(overview.figures.tally.count(Status::Overdue) > 0);

        let matrix = ward.house.service.matrix(&ward.clerk).await.unwrap();
        assert_eq!(matrix.units, overview.units);
        let asked = |line: &&ControlLine| line.figures.tally.total() > 0;
        let asked: Vec<_> = matrix.controls.iter().filter(asked).cloned().collect();
        assert_eq!(asked, overview.controls);
        assert_eq!(
            ward.house.service.controls(&ward.clerk).await.unwrap(),
            matrix.controls
        );
        for cell in &matrix.cells {
            let filter = AssignmentFilter {
                unit: Some(cell.unit),
                control: Some(cell.control.clone()),
                ..AssignmentFilter::default()
            };
            let rows = all_rows(&ward, &filter).await;
            assert_eq!(
                cell.tally.total(),
                u64::try_from(rows.len()).unwrap(),
                "{}",
                cell.control
            );
            for status in Status::ALL {
                assert_eq!(
                    cell.tally.count(*status),
                    count(&rows, *status),
                    "{}",
                    cell.control
                );
            }
        }
        let of_units: u64 = overview
            .units
            .iter()
            .map(|line| line.figures.tally.total())
            .sum();
        assert_eq!(of_units, overview.figures.tally.total());
        assert!(
            overview
                .late
                .iter()
                .all(|row| row.status == Status::Overdue)
        );
        assert!(overview.late.len() <= 10 && !overview.late.is_empty());
        assert_eq!(overview.trend.len(), 12);
        assert_eq!((overview.month.year, overview.month.month), (2026, 7));
        // What was reported early counts in the month in which it was due.
        ward.house.clock.set("2026-10-01");
        let trend = ward
            .house
            .service
            .overview(&ward.clerk)
            .await
            .unwrap()
            .trend;
        let sum = |part: fn(&luytre_office::overview::MonthFigures) -> u64| -> u64 {
            trend.iter().map(part).sum()
        };
        assert_eq!(
            (sum(|month| month.in_time), sum(|month| month.late)),
            (1, 0)
        );
        assert!(sum(|month| month.due) > 1);
    })
    .await;
}

#[tokio::test]
async fn a_control_shows_whose_figure_counts() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let control = service
            .control(&ward.clerk, "ACC-03".parse().unwrap())
            .await
            .unwrap();
        let parameter = control
            .parameters
            .iter()
            .find(|p| p.id == "max_age")
            .unwrap();
        assert_eq!(
            (parameter.value, parameter.is_default),
            (Value::Number(90), false)
        );
        assert_eq!(
            (
                parameter.set_by[0].number.as_str(),
                parameter.set_by[0].clause.as_str()
            ),
            ("215", "1.1")
        );
        let own = control
            .parameters
            .iter()
            .find(|p| p.id == "admin_max_age")
            .unwrap();
        assert!(own.is_default && own.set_by.is_empty());
        assert_eq!(control.clauses.len(), 1);
        let of_units: u64 = control
            .units
            .iter()
            .map(|line| line.figures.tally.total())
            .sum();
        assert_eq!(of_units, control.figures.tally.total());
        assert!(!control.assignments.rows.is_empty());
        assert_eq!(
            service
                .controls(&ward.clerk)
                .await
                .unwrap()
                .iter()
                .filter(|line| line.control != "OTHER")
                .count(),
            57
        );
        not_found(
            service
                .control(&ward.clerk, "ACC-99".parse().unwrap())
                .await,
        );
    })
    .await;
}

#[tokio::test]
async fn one_sees_what_the_table_allows() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let (house, service) = (&ward.house, &ward.house.service);
        denied(service.overview(&ward.officer).await);
        let mine = service
            .assignments(&ward.officer, &AssignmentFilter::default(), None)
            .await
            .unwrap();
        assert!(!mine.rows.is_empty() && mine.rows.iter().all(|row| row.unit == ward.officer.unit));
        let police = house.unit(UnitKind::Police).id;
        let theirs = AssignmentFilter {
            unit: Some(police),
            ..AssignmentFilter::default()
        };
        denied(service.assignments(&ward.officer, &theirs, None).await);
        denied(service.unit(&ward.officer, police).await);
        service
            .unit(&ward.officer, ward.officer.unit)
            .await
            .unwrap();

        // A head follows the work of every unit, and acts in their own.
        let unit = service.unit(&ward.head, police).await.unwrap();
        assert!(unit.figures.tally.total() > 0);
        let row = &unit.assignments.rows[0];
        let view = service
            .assignment(&ward.head, row.assignment)
            .await
            .unwrap();
        assert!(!view.may_report && !view.may_ask);
        assert!(view.occurrences.iter().all(|one| !one.may_confirm));
        denied(
            service
                .ask(&ward.head, row.assignment, None, "Hỏi hộ.")
                .await,
        );
        let viewer = house
            .person(Role::Viewer, UnitKind::Division, "Bùi Chỉ Xem")
            .await;
        service.overview(&viewer).await.unwrap();
        denied(
            service
                .assignments(&viewer, &AssignmentFilter::default(), None)
                .await,
        );

        let (other, units) = house.another_office().await;
        let stranger = house
            .person_of(other, &units[0], Role::Clerk, "Người Lạ")
            .await;
        let overview = service.overview(&stranger).await.unwrap();
        assert_eq!(overview.figures.tally.total(), 0);
        assert!(service.matrix(&stranger).await.unwrap().cells.is_empty());
        not_found(service.unit(&stranger, police).await);
        not_found(
            service
                .assignments(&ward.clerk, &AssignmentFilter::default(), Some("x"))
                .await,
        );
    })
    .await;
}
