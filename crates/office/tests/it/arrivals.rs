//! Files that hold other files: mails and messages between systems, with what is in them.

use luytre_office::OfficeError;
use luytre_office::dispatches::Arrival;
use luytre_store::testing::all_that_is_kept;
use luytre_store::trail;
use std::sync::Arc;

use crate::support::{DISPATCH, House, in_a_ward, refused};

async fn arrive(house: &House, name: &str, bytes: &str) -> Result<Arrival, OfficeError> {
    let clerk = house.clerk().await;
    let bytes = bytes.as_bytes().to_vec();
    let watch = Arc::new(|_| ());
    house.service.receive_all(&clerk, name, bytes, watch).await
}

/// A mail with these files attached.
fn mail(files: &[(&str, &str)]) -> String {
    let part = |(name, text): &(&str, &str)| {
        format!(
            "--b\r\nContent-Type: text/plain; charset=utf-8; name=\"{name}\"\r\n\
             Content-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
        )
    };
    let parts: String = files.iter().map(part).collect();
    format!(
        "From: vt@vi-du.vn\r\nSubject: chuyen van ban\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính chuyển các đồng chí.\r\n\
         {parts}--b--\r\n"
    )
}

#[tokio::test]
async fn each_dispatch_of_a_mail_is_taken_in_and_the_rest_is_told() {
    in_a_ward(|house| async move {
        let other = DISPATCH.replace("215", "216");
        let files = [
            ("cv 215.txt", DISPATCH),
            ("cv 216.txt", &other),
            ("loi chao.txt", "Chào anh, chiều nay đi đá bóng nhé."),
        ];
        let arrival = arrive(&house, "thu.eml", &mail(&files)).await.unwrap();
        let received: Vec<&str> = arrival.received.iter().map(|one| &*one.name).collect();
        assert_eq!(received, ["cv 215.txt", "cv 216.txt"]);
        let aside = arrival.aside.iter();
        let aside: Vec<_> = aside.map(|one| (one.path.as_str(), one.code)).collect();
        assert!(
            aside.contains(&("loi chao.txt", "dispatch-no-duties")),
            "{aside:?}"
        );

        let again = arrive(&house, "thu.eml", &mail(&files[..1])).await;
        assert_eq!(refused(again), "dispatch-known");
        let none = arrive(&house, "thu.eml", &mail(&files[2..])).await;
        assert_eq!(refused(none), "dispatch-none-inside");
    })
    .await;
}

#[tokio::test]
async fn one_marked_file_in_a_mail_keeps_the_whole_mail_out() {
    in_a_ward(|house| async move {
        let files = [
            ("cv 215.txt", DISPATCH),
            ("zebra.txt", "TỐI MẬT\n\nnội dung"),
        ];
        let outcome = arrive(&house, "zebra.eml", &mail(&files)).await;
        assert_eq!(refused(outcome), "dispatch-secret");
        let kept = all_that_is_kept(&house.store).await;
        assert!(
            !kept.contains("zebra") && !kept.contains("cv 215"),
            "{kept}"
        );
        let mut conn = house.store.read().await.unwrap();
        let events = trail::recent(&mut conn, house.office, None, 1)
            .await
            .unwrap();
        assert_eq!(events[0].kind, "dispatch.refused_secret");
    })
    .await;
}

#[tokio::test]
async fn what_the_document_leaves_blank_is_taken_from_its_message() {
    in_a_ward(|house| async move {
        let blank = DISPATCH.replace("Số: 215/", "Số:     /");
        assert_ne!(blank, DISPATCH);
        let encoded = base64(blank.as_bytes());
        let message = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
             <edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><edXMLEnvelope><edXMLHeader>\
             <MessageHeader><From><OrganId>000.00.12.H99</OrganId>\
             <OrganName>Công an tỉnh Bến Trúc</OrganName></From>\
             <Code><CodeNumber>981</CodeNumber><CodeNotation>CAT-PA05</CodeNotation></Code>\
             <Subject>bảo đảm an ninh mạng</Subject></MessageHeader></edXMLHeader>\
             <edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId>\
             <AttachmentName>cong van.txt</AttachmentName></Reference></edXMLManifest></edXMLBody>\
             </edXMLEnvelope><AttachmentEncoded><Attachment><ContentId>cid:1</ContentId>\
             <ContentTransferEncoded>{encoded}</ContentTransferEncoded></Attachment>\
             </AttachmentEncoded></edXML>"
        );
        let arrival = arrive(&house, "den.edxml", &message).await.unwrap();
        let dispatch = arrival.received[0].dispatch;
        let clerk = house.clerk().await;
        let view = house.service.dispatch(&clerk, dispatch).await.unwrap();
        assert_eq!(view.header.number.as_deref(), Some("981"));
        assert_ne!(
            view.header.symbol.as_deref(),
            Some("CAT-PA05"),
            "its own stays"
        );
    })
    .await;
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let shown = digit <= chunk.len();
            let value = (word >> (18 - 6 * digit)) & 63;
            text.push(if shown {
                DIGITS[value as usize] as char
            } else {
                '='
            });
        }
    }
    text
}
