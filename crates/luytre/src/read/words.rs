//! Why a file cannot be read, in the words of the user.

use luytre_reader::ReadError;

/// What happened and what to do.
pub(crate) fn of(error: &ReadError) -> String {
    let text = match error {
        ReadError::Empty => "tệp rỗng; hãy lấy lại tệp gốc",
        ReadError::TooLarge { limit, .. } => {
            return format!(
                "tệp lớn hơn giới hạn {} MB; hãy tách phụ lục thành tệp riêng",
                limit >> 20
            );
        }
        ReadError::Bomb { .. } => {
            "tệp nén bung ra quá lớn, có thể là tệp gây hại; không mở tệp này"
        }
        ReadError::Encrypted { .. } => "tệp có mật khẩu; hãy bỏ mật khẩu rồi đọc lại",
        ReadError::Broken { .. } | ReadError::DamagedContainer { .. } => {
            "tệp bị hỏng hoặc tải về chưa hết; hãy lấy lại tệp gốc"
        }
        ReadError::NotWhatItSays { says, .. } => {
            return format!(
                "tệp mang đuôi .{says} nhưng nội dung không phải loại đó; hãy kiểm tra lại tệp"
            );
        }
        ReadError::Scan { pages } => {
            return format!(
                "đây là bản quét ảnh ({pages} trang) và máy chưa có chương trình nhận dạng chữ (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie poppler-utils); hoặc dùng bản .docx, .pdf có chữ"
            );
        }
        ReadError::PictureFormat { name } => {
            return format!(
                "ảnh {name} chưa đọc được; hãy lưu lại thành .jpg hoặc .png rồi đọc lại"
            );
        }
        ReadError::TooManyPixels { limit, .. } => {
            return format!(
                "ảnh lớn hơn giới hạn {} triệu điểm ảnh; hãy quét lại ở 300 dpi",
                limit / 1_000_000
            );
        }
        ReadError::Recognition(_) => {
            "không nhận dạng được chữ trong bản quét; hãy chạy “luytre doctor”, hoặc dùng bản .docx"
        }
        ReadError::NoText { .. } => "tệp không có chữ nào",
        ReadError::Unsupported { .. } => {
            "loại tệp này chưa đọc được; hãy dùng .docx, .pdf có chữ, .txt hoặc .md"
        }
        ReadError::Container { .. } => "đây là tệp gồm nhiều tệp; hãy mở ra rồi đọc từng tệp",
        ReadError::ToolMissing { .. } => {
            "máy chưa có chương trình mở tệp .rar; hãy cài bsdtar (Debian, Ubuntu: apt install libarchive-tools)"
        }
        ReadError::UnknownEncoding { .. } => {
            "chữ không theo bảng mã Unicode (có thể là TCVN3, VNI); hãy lưu lại theo UTF-8"
        }
        ReadError::UnreadableFont { .. } => {
            "phông chữ trong tệp PDF không cho biết chữ; hãy dùng bản .docx hoặc xuất lại PDF"
        }
        _ => "không đọc được tệp này",
    };
    text.to_owned()
}
