//! Invented dispatches: a short and a long one for each layout.

use luytre_report::dispatch::{ImplementingDispatch, TaskGroup, TaskItem};
use luytre_report::layout::Layout;
use luytre_report::plan::{ImplementingPlan, PlanTask};
use luytre_report::reminder::{ReminderTask, Reminders, UnitReminder};
use luytre_report::slip::{AssignmentSlip, SlipTask};
use luytre_report::{Authority, Frame, SignerBlock};

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn item(text: &str, when: Option<&str>, units: &[&str]) -> TaskItem {
    TaskItem {
        text: text.to_owned(),
        when: when.map(str::to_owned),
        units: strings(units),
    }
}

fn group(heading: &str, items: Vec<TaskItem>) -> TaskGroup {
    TaskGroup {
        heading: heading.to_owned(),
        items,
    }
}

fn state_frame() -> Frame {
    Frame {
        layout: Layout::State,
        superior: None,
        issuer: "Ủy ban nhân dân\nphường Lũy Tre".to_owned(),
        symbol: "UBND-VP".to_owned(),
        place: "Lũy Tre".to_owned(),
        year: 2026,
        copies_to: strings(&[
            "TT Đảng ủy, TT HĐND phường (để b/c)",
            "Chủ tịch, các PCT UBND phường",
        ]),
        filed: "VT, VP".to_owned(),
        signer: SignerBlock {
            authority: vec![
                Authority::OnBehalf("Ủy ban nhân dân".to_owned()),
                Authority::ForHead("Chủ tịch".to_owned()),
            ],
            title: "Phó Chủ tịch".to_owned(),
            name: "Nguyễn Văn Tre".to_owned(),
        },
    }
}

fn party_frame() -> Frame {
    Frame {
        layout: Layout::Party,
        superior: Some("Đảng bộ thành phố Hà Nội".to_owned()),
        issuer: "Đảng ủy phường Lũy Tre".to_owned(),
        symbol: "CV/ĐU".to_owned(),
        place: "Phường Lũy Tre".to_owned(),
        copies_to: strings(&["Văn phòng Thành ủy (để báo cáo)", "Thường trực Đảng ủy"]),
        filed: "Văn phòng Đảng ủy".to_owned(),
        signer: SignerBlock {
            authority: vec![Authority::OnBehalf("Ban Thường vụ".to_owned())],
            title: "Phó Bí thư".to_owned(),
            name: "Lê Văn Măng".to_owned(),
        },
        ..state_frame()
    }
}

/// One page, one addressee, three duties.
pub(crate) fn short_state() -> ImplementingDispatch {
    ImplementingDispatch {
        frame: state_frame(),
        subject: "tăng cường bảo đảm an ninh mạng, bảo vệ bí mật nhà nước".to_owned(),
        recipients: strings(&["Các phòng, ban, đơn vị, trường học thuộc phường"]),
        basis: Vec::new(),
        lead_in: "Thực hiện Công văn số 101/CAT-PA05 ngày 05/3/2026 của Công an tỉnh về việc \
                  thông báo nguy cơ mất an toàn, an ninh mạng, Ủy ban nhân dân phường yêu cầu Thủ \
                  trưởng các cơ quan, đơn vị thực hiện một số nội dung sau:"
            .to_owned(),
        tasks: vec![group(
            "",
            vec![
                item(
                    "Rà soát toàn bộ máy tính, thiết bị lưu trữ của cơ quan; gỡ bỏ phần mềm không \
                     rõ nguồn gốc",
                    Some("hoàn thành trước ngày 30/6/2026"),
                    &[],
                ),
                item(
                    "Thay đổi mật khẩu thư điện tử công vụ và các hệ thống dùng chung",
                    Some("định kỳ 03 tháng một lần"),
                    &["Văn phòng HĐND và UBND", "Công an phường"],
                ),
                item(
                    "Không trao đổi tài liệu mang nội dung bí mật nhà nước qua mạng xã hội, ứng \
                     dụng nhắn tin",
                    None,
                    &[],
                ),
            ],
        )],
        reporting: Some(
            "Báo cáo kết quả về Ủy ban nhân dân phường (qua Văn phòng HĐND và UBND) trước ngày \
             15/6/2026."
                .to_owned(),
        ),
        closing: "Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện. Trong \
                  quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh về Văn phòng \
                  HĐND và UBND phường để tổng hợp, báo cáo Ủy ban nhân dân phường xem xét, giải \
                  quyết"
            .to_owned(),
    }
}

/// Three pages, twelve addressees, long names.
pub(crate) fn long_state() -> ImplementingDispatch {
    ImplementingDispatch {
        frame: Frame {
            superior: Some("Ủy ban nhân dân phường Lũy Tre Thượng".to_owned()),
            issuer: "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân".to_owned(),
            symbol: "VP-VHXH".to_owned(),
            place: "Lũy Tre Thượng".to_owned(),
            signer: SignerBlock {
                authority: vec![Authority::ForHead("Chánh Văn phòng".to_owned())],
                title: "Phó Chánh Văn phòng".to_owned(),
                name: "Trần Thị Tre Xanh".to_owned(),
            },
            copies_to: strings(&[
                "Thường trực Đảng ủy phường (để báo cáo)",
                "Thường trực HĐND phường (để báo cáo)",
                "Chủ tịch và các Phó Chủ tịch UBND phường",
                "Các đoàn thể chính trị - xã hội phường (để phối hợp tuyên truyền)",
            ]),
            ..state_frame()
        },
        recipients: twelve(),
        basis: strings(&[
            "Căn cứ Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
            "Căn cứ Luật An ninh mạng số 116/2025/QH15",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        ]),
        tasks: units(),
        ..short_state()
    }
}

/// One page in the Party layout.
pub(crate) fn short_party() -> ImplementingDispatch {
    ImplementingDispatch {
        frame: party_frame(),
        recipients: strings(&[
            "Các cơ quan tham mưu, giúp việc của Đảng ủy",
            "Các chi bộ, đảng bộ trực thuộc",
            "Cơ quan Ủy ban MTTQ Việt Nam phường",
        ]),
        lead_in: "Thực hiện Công văn số 102-CV/VPTU của Văn phòng Thành ủy về bảo đảm an ninh \
                  mạng, Ban Thường vụ Đảng ủy phường yêu cầu các cơ quan, đơn vị thực hiện một số \
                  nội dung sau:"
            .to_owned(),
        reporting: Some(
            "Báo cáo kết quả về Đảng ủy phường (qua Văn phòng Đảng ủy) trước ngày 15/6/2026"
                .to_owned(),
        ),
        closing: "Yêu cầu người đứng đầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện; có \
                  khó khăn, vướng mắc, kịp thời phản ánh về Văn phòng Đảng ủy./."
            .to_owned(),
        ..short_state()
    }
}

/// Three pages in the Party layout: a steering board, two posts of one person.
pub(crate) fn long_party() -> ImplementingDispatch {
    ImplementingDispatch {
        frame: Frame {
            superior: Some("Đảng ủy phường Lũy Tre".to_owned()),
            issuer: "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số"
                .to_owned(),
            symbol: "CV/BCĐ".to_owned(),
            signer: SignerBlock {
                authority: Vec::new(),
                title: "Chánh Văn phòng Đảng ủy\nkiêm\nThành viên Thường trực\nBan Chỉ đạo"
                    .to_owned(),
                name: "Phạm Văn Trúc".to_owned(),
            },
            ..party_frame()
        },
        recipients: twelve(),
        basis: strings(&[
            "Căn cứ Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
            "Căn cứ Quy định số 217-QĐ/TW ngày 02/01/2020 của Ban Bí thư",
        ]),
        tasks: units(),
        ..short_party()
    }
}

/// The frame of a document of a named kind.
fn frame(layout: Layout, kind: &str) -> Frame {
    match layout {
        Layout::State => Frame {
            symbol: format!("{kind}-UBND"),
            ..state_frame()
        },
        Layout::Party => Frame {
            symbol: format!("{kind}/ĐU"),
            ..party_frame()
        },
    }
}

/// A slip to one unit.
pub(crate) fn slip(layout: Layout) -> AssignmentSlip {
    let task = |text: &str, clause: &str, when: &str, proof: &str| SlipTask {
        text: text.to_owned(),
        clause: clause.to_owned(),
        when: when.to_owned(),
        proof: proof.to_owned(),
    };
    AssignmentSlip {
        frame: Frame {
            copies_to: strings(&["Phòng Văn hóa - Xã hội", "Chủ tịch, các PCT UBND phường"]),
            ..frame(layout, "PGV")
        },
        subject: "Thực hiện Công văn số 101/CAT-PA05 ngày 05/3/2026 của Công an tỉnh về việc \
                  thông báo nguy cơ mất an toàn, an ninh mạng"
            .to_owned(),
        lead_in: "Giao Phòng Văn hóa - Xã hội thực hiện các nhiệm vụ sau:".to_owned(),
        tasks: vec![
            task(
                "Rà soát máy tính, máy in, thiết bị lưu trữ; gỡ bỏ phần mềm không rõ nguồn gốc",
                "khoản 2.1",
                "trước ngày 30/6/2026",
                "Biên bản rà soát; kết quả kiểm tra trên hệ thống",
            ),
            task(
                "Quản lý danh sách thành viên, quản trị viên các nhóm Zalo của phường",
                "khoản 3",
                "hằng quý",
                "Danh sách nhóm, người quản trị",
            ),
            task(
                "Phổ biến cho cán bộ, công chức, viên chức về thủ đoạn lừa đảo trên không gian mạng",
                "khoản 4.2",
                "",
                "",
            ),
        ],
        closing:
            "Kết quả thực hiện báo cáo về Văn phòng HĐND và UBND phường trước ngày 15/6/2026. \
                  Có khó khăn, vướng mắc, kịp thời phản ánh để được hướng dẫn"
                .to_owned(),
    }
}

fn twelve() -> Vec<String> {
    strings(&[
        "Văn phòng HĐND và UBND phường",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Phòng Văn hóa - Xã hội",
        "Trung tâm Phục vụ hành chính công",
        "Công an phường",
        "Ban Chỉ huy Quân sự phường",
        "Trạm Y tế phường",
        "Các trường Mầm non, Tiểu học, Trung học cơ sở công lập và ngoài công lập trên địa bàn \
         phường",
        "Ủy ban MTTQ Việt Nam phường",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường",
        "Hội Liên hiệp Phụ nữ phường",
        "Tổ trưởng các tổ dân phố",
    ])
}

fn units() -> Vec<TaskGroup> {
    let police = vec![
        item(
            "Chủ trì hướng dẫn, kiểm tra công tác bảo vệ bí mật nhà nước và an ninh mạng tại các \
             cơ quan, đơn vị, trường học trên địa bàn phường",
            Some("hằng quý, trước ngày 25 của tháng cuối quý"),
            &[],
        ),
        item(
            "Tiếp nhận, xử lý tin báo về trang, tài khoản giả mạo cơ quan nhà nước; đề nghị nhà \
             cung cấp dịch vụ gỡ bỏ",
            Some("ngay khi phát hiện"),
            &[],
        ),
    ];
    let schools = vec![item(
        "Tổ chức tuyên truyền cho giáo viên, học sinh và cha mẹ học sinh về thủ đoạn lừa đảo trên \
         không gian mạng",
        Some("trước ngày 15/6/2026"),
        &[],
    )];
    let all = [
        "Quán triệt cán bộ, công chức, viên chức không soạn thảo, lưu giữ, trao đổi tài liệu mang \
         nội dung bí mật nhà nước trên máy tính, thiết bị có kết nối mạng, mạng xã hội, ứng dụng \
         nhắn tin (Zalo, Messenger, Telegram, Viber...)",
        "Rà soát máy tính, máy in, thiết bị lưu trữ; gỡ bỏ phần mềm không rõ nguồn gốc; cài đặt \
         phần mềm chống mã độc có bản quyền và cập nhật bản vá",
        "Thay đổi mật khẩu thư điện tử công vụ, hệ thống quản lý văn bản và điều hành; mật khẩu có \
         tối thiểu 08 ký tự, gồm chữ hoa, chữ thường, chữ số và ký tự đặc biệt; không lưu mật khẩu \
         trên trình duyệt",
        "Thu hồi tài khoản, thiết bị của người chuyển công tác, nghỉ hưu, nghỉ việc trong ngày làm \
         việc cuối cùng",
        "Kiểm kê trang thông tin điện tử, trang mạng xã hội, nhóm trao đổi do cơ quan, đơn vị quản \
         lý; phân công người quản trị; đóng các kênh không còn sử dụng",
        "Sao lưu dữ liệu quan trọng, thử phục hồi và lưu bản sao tách khỏi mạng",
    ];
    vec![
        group(
            "Các cơ quan, đơn vị, trường học",
            all.iter()
                .map(|text| item(text, Some("hoàn thành trước ngày 30/6/2026"), &[]))
                .collect(),
        ),
        group("Công an phường", police),
        group("Các trường học trên địa bàn phường", schools),
        group("Phòng Văn hóa - Xã hội", culture()),
        group(
            "Văn phòng HĐND và UBND phường",
            vec![
                item(
                    "Theo dõi, đôn đốc, tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân phường",
                    Some("06 tháng một lần"),
                    &["Văn phòng HĐND và UBND phường", "Công an phường"],
                ),
                item(
                    "Quản lý danh sách thành viên, quản trị viên các nhóm Zalo của phường; bật chế \
                     độ phê duyệt thành viên",
                    None,
                    &["Phòng Văn hóa - Xã hội"],
                ),
            ],
        ),
    ]
}

fn culture() -> Vec<TaskItem> {
    vec![
        item(
            "Chủ trì rà soát trang thông tin điện tử, trang mạng xã hội của phường; hướng dẫn các \
             đơn vị bật xác thực hai bước, phân công ít nhất 02 người quản trị cho mỗi kênh",
            Some("trước ngày 15/6/2026"),
            &[],
        ),
        item(
            "Phối hợp với Công an phường biên soạn bản tin tuyên truyền về thủ đoạn lừa đảo, giả \
             mạo cơ quan nhà nước; gửi các tổ dân phố để phổ biến đến người dân",
            Some("hằng tháng"),
            &["Phòng Văn hóa - Xã hội", "Công an phường", "Các tổ dân phố"],
        ),
        item(
            "Theo dõi việc đăng ký tín nhiệm mạng cho trang thông tin điện tử; kiểm tra thời hạn \
             tên miền, chứng thư bảo mật của trang",
            Some("hằng quý"),
            &[],
        ),
    ]
}

/// A plan of `count` duties; every third names who helps.
pub(crate) fn plan(layout: Layout, count: usize) -> ImplementingPlan {
    let texts: Vec<TaskItem> = units().into_iter().flat_map(|group| group.items).collect();
    let task = |(number, item): (usize, TaskItem)| PlanTask {
        text: item.text,
        leads: if item.units.is_empty() {
            strings(&["Các cơ quan, đơn vị"])
        } else {
            item.units
        },
        helps: if number % 3 == 1 {
            strings(&["Công an phường"])
        } else {
            Vec::new()
        },
        when: item.when.unwrap_or_default(),
        clause: format!("mục {}.{}", number / 5 + 1, number % 5 + 1),
    };
    ImplementingPlan {
        frame: frame(layout, "KH"),
        subject: slip(layout).subject,
        basis: strings(&["Căn cứ Luật An ninh mạng số 116/2025/QH15"]),
        lead_in: "Thực hiện Công văn số 101/CAT-PA05, Ủy ban nhân dân phường ban hành Kế hoạch:"
            .to_owned(),
        purposes: strings(&["Cụ thể hóa các nhiệm vụ được giao"]),
        demands: strings(&["Thực hiện đúng nội dung, đúng thời hạn"]),
        before_tasks: "Nhiệm vụ, đơn vị thực hiện và thời gian theo bảng dưới đây:".to_owned(),
        tasks: texts
            .into_iter()
            .cycle()
            .take(count)
            .enumerate()
            .map(task)
            .collect(),
        organisation: strings(&["Văn phòng theo dõi, đôn đốc", "Công an phường kiểm tra"]),
        closing: slip(layout).closing,
    }
}

/// Reminders of two units: one has something late and something soon, one only what is late.
pub(crate) fn reminders(layout: Layout) -> Reminders {
    let late = ReminderTask {
        text: "Thay đổi mật khẩu thư điện tử công vụ".to_owned(),
        source: "mục 2.1, Công văn số 101/CAT-PA05".to_owned(),
        due: "15/6/2026".to_owned(),
        stands: "quá hạn 12 ngày".to_owned(),
    };
    let soon = ReminderTask {
        due: "30/6/2026".to_owned(),
        stands: "còn 03 ngày làm việc".to_owned(),
        ..late.clone()
    };
    let unit = |unit: &str, soon: Vec<ReminderTask>| UnitReminder {
        unit: unit.to_owned(),
        late: vec![late.clone()],
        soon,
    };
    Reminders {
        frame: frame(layout, "PĐĐ"),
        subject: "Thực hiện nhiệm vụ được giao, tính đến ngày 27/6/2026".to_owned(),
        lead_in: "Qua theo dõi, đề nghị đơn vị khẩn trương thực hiện các nhiệm vụ sau:".to_owned(),
        closing: "Kết quả báo cáo về Văn phòng HĐND và UBND phường".to_owned(),
        units: vec![
            unit("Công an phường", vec![soon]),
            unit("Trạm Y tế phường", Vec::new()),
        ],
    }
}
