# Văn bản: danh sách, nhận, rà soát, giao việc, dự thảo.
dispatches-title = Văn bản
dispatches-lead = Văn bản chỉ đạo đã nhận, nhiệm vụ trong từng văn bản và tình hình thực hiện.
dispatches-receive = Nhận văn bản
dispatches-views = Cách xem
dispatches-view-all = Tất cả
dispatches-proposed = Chờ rà soát
dispatches-in-work = Đang thực hiện
dispatches-withdrawn = Đã thu hồi
dispatches-search = Tìm theo số, trích yếu, nơi ban hành
dispatches-find = Tìm
dispatches-caption = Văn bản đã nhận, mới nhất trước
dispatches-subject = Trích yếu, số
dispatches-issuer = Nơi ban hành
dispatches-date = Ngày ban hành
dispatches-received = Nhận lúc
dispatches-duties = Nhiệm vụ
dispatches-state = Trạng thái
dispatches-none = Chưa nhận văn bản nào
dispatches-none-more = Tải văn bản chỉ đạo lên, hệ thống đọc và đề xuất kế hoạch: đơn vị nào làm việc gì, đến ngày nào.
dispatches-none-wait = Khi Văn phòng nhận văn bản đầu tiên, văn bản sẽ hiện ở đây.
dispatches-none-found = Không tìm thấy văn bản nào
dispatches-none-found-more = Thử ít từ hơn; có thể gõ không dấu.
dispatches-show-all = Xem tất cả văn bản
dispatches-none-proposed = Không có văn bản nào chờ rà soát
dispatches-none-proposed-more = Mọi văn bản đã nhận đều đã được giao việc hoặc thu hồi.
dispatches-none-in-work = Chưa có văn bản nào đang thực hiện
dispatches-none-in-work-more = Văn bản vào đây sau khi kế hoạch được xác nhận và giao cho các đơn vị.
dispatches-none-withdrawn = Chưa thu hồi văn bản nào
dispatches-none-withdrawn-more = Văn bản bị thu hồi vẫn được lưu ở đây cùng lịch sử.

# Nhận
dispatches-receive-title = Nhận văn bản
dispatches-receive-lead = Hệ thống đọc văn bản ngay trên máy chủ của cơ quan, không gửi đi đâu. Kế hoạch đọc được là đề xuất, chỉ thành việc khi cán bộ xác nhận.
dispatches-file = Tệp văn bản
dispatches-file-hint = Kéo tệp vào đây hoặc chọn tệp: Word (.docx, .doc), .odt, .rtf, .pdf (cả bản quét), ảnh chụp, .html, .txt, thư .eml/.msg, tệp nén .zip/.7z/.rar, .edxml; tối đa 20 MB.
dispatches-file-missing = Chọn tệp văn bản cần đọc.
dispatches-no-secrets = Chỉ nhận văn bản không mật. Tuyệt đối không tải lên văn bản có dấu MẬT, TỐI MẬT, TUYỆT MẬT.
dispatches-read = Đọc văn bản
dispatches-cancel = Hủy
dispatches-open-known = Mở văn bản đã nhận
dispatches-reading-title = Đang đọc văn bản
dispatches-reading-pages = Đang nhận dạng chữ trong bản quét: xong { $done } trên { $of } trang.
dispatches-reading-begins = Đang mở tệp…
dispatches-reading-leave = Có thể rời trang này; văn bản vẫn được đọc tiếp và sẽ hiện trong danh sách khi xong.
dispatches-reading-gone = Lần đọc này đã kết thúc. Nếu văn bản chưa có trong danh sách, vui lòng tải tệp lên lại.
dispatches-arrival-title = Đã mở tệp
dispatches-arrival-received = Văn bản đã nhận
dispatches-arrival-duties = { $number } nhiệm vụ
dispatches-arrival-aside = Tệp không nhận
dispatches-was-received = Đã đọc xong. Xem lại từng nhiệm vụ rồi xác nhận để giao việc.
dispatches-secret-title = Văn bản mang dấu mật: hệ thống không nhận
dispatches-secret-kept = Không có gì được lưu lại: nội dung, tên tệp và mã kiểm tra đều đã bị loại bỏ trước khi ghi xuống đĩa. Nhật ký chỉ ghi rằng một văn bản mang dấu mật đã bị từ chối.
dispatches-secret-now = Việc cần làm ngay
dispatches-secret-offline = Chỉ xử lý văn bản này trên máy tính độc lập, không nối mạng, do người giữ tài liệu mật quản lý.
dispatches-secret-copies = Không mở lại, không sao chép, không gửi tiếp tệp trên máy đang nối mạng; giữ nguyên máy và ngắt khỏi mạng.
dispatches-secret-report = Báo ngay thủ trưởng cơ quan và Công an phường: bí mật nhà nước có thể đã nằm trên máy có kết nối mạng.
dispatches-secret-mistake = Nếu văn bản chỉ nhắc đến dấu mật mà không phải văn bản mật, đề nghị người giữ tài liệu mật của cơ quan xem bản gốc trước khi làm gì khác.
dispatches-back-list = Về danh sách văn bản

# Rà soát
dispatches-found = { $count } nhiệm vụ
dispatches-about = Thông tin văn bản
dispatches-number = Số, ký hiệu
dispatches-place = Nơi ký
dispatches-recipients = Kính gửi
dispatches-signer = Người ký
dispatches-urgency = Độ khẩn
dispatches-bases = Căn cứ
dispatches-basis-number = số { $number }
dispatches-basis-date = ngày { $day }
dispatches-basis-issuer = của { $issuer }
dispatches-confirmed = Xác nhận lúc
dispatches-file-kept = Tệp gốc
dispatches-correct-heading = Sửa thông tin
dispatches-paper = Nội dung văn bản, các nhiệm vụ được đánh dấu
dispatches-plan = Kế hoạch thực hiện
dispatches-mark = Nhiệm vụ { $number }
dispatches-must = Phải làm
dispatches-must-not = Nghiêm cấm
dispatches-should = Khuyến nghị
dispatches-text-cut = Văn bản còn dài, trang chỉ hiển thị phần đầu. Xem toàn văn trong tệp gốc.
dispatches-clear = Rõ ràng
dispatches-look = Cần xem lại
dispatches-corrected = Đã xem
dispatches-added = Cán bộ thêm
dispatches-units = Đơn vị
dispatches-no-unit = chưa có
dispatches-all-units = Tất cả đơn vị
dispatches-more-units = và { $count } đơn vị khác
dispatches-text-names = Văn bản ghi: { $who }
dispatches-stated = Văn bản nêu
dispatches-stated-nothing = không nêu thời hạn
dispatches-proposal = Đề xuất
dispatches-control = Biện pháp
dispatches-no-control = Chưa xếp vào biện pháp nào
dispatches-also = Cũng theo
dispatches-also-more = và { $count } văn bản khác
dispatches-lacks-unit = Chưa có đơn vị
dispatches-lacks-open-unit = Có đơn vị đã giải thể
dispatches-lacks-due = Chưa có ngày đến hạn đầu tiên
dispatches-agree = Đúng
dispatches-edit = Sửa
dispatches-split = Tách
dispatches-merge = Gộp với nhiệm vụ sau
dispatches-drop = Bỏ
dispatches-dropped = Đã bỏ { $count } nhiệm vụ
dispatches-restore = Khôi phục
dispatches-add = Thêm nhiệm vụ
dispatches-waits = Còn { $count } chỗ cần xem lại
dispatches-waits-none = Không còn chỗ nào cần xem lại
dispatches-confirm = Xác nhận và giao việc
dispatches-no-duties = Kế hoạch chưa có nhiệm vụ nào
dispatches-no-duties-more = Đánh dấu một đoạn trong văn bản hoặc nhập nhiệm vụ để thêm vào kế hoạch.
dispatches-keys = Phím tắt
dispatches-key-walk = nhiệm vụ sau, nhiệm vụ trước
dispatches-key-edit = sửa nhiệm vụ
dispatches-key-split = tách làm hai
dispatches-key-merge = gộp với nhiệm vụ sau
dispatches-key-drop = bỏ khỏi kế hoạch
dispatches-key-agree = đúng, không cần sửa
dispatches-key-add = thêm nhiệm vụ từ đoạn đã đánh dấu
dispatches-key-mark = đánh dấu bằng bàn phím: ← → chuyển từ, Shift + ← → chọn thêm hoặc bớt từ
dispatches-key-confirm = đến nút xác nhận
dispatches-key-close = đóng ô đang mở
dispatches-marking = Đang đánh dấu:
dispatches-mark-first = Chưa đánh dấu đoạn nào. Bôi đen một đoạn trong văn bản, hoặc nhấn v rồi dùng các phím mũi tên.
dispatches-failed = Chưa lưu được. Kiểm tra kết nối rồi thử lại.
dispatches-reload = Tải lại trang

# Sửa một nhiệm vụ
dispatches-edit-title = Sửa nhiệm vụ { $number }
dispatches-save = Lưu
dispatches-text = Nội dung nhiệm vụ
dispatches-clause = Mục trong văn bản
dispatches-clause-hint = Ví dụ: 1.2
dispatches-force = Mức độ
dispatches-stated-legend = Văn bản nêu
dispatches-stated-hint = Ghi đúng như văn bản; để trống nếu văn bản không nêu.
dispatches-stated-recurrence-hint = Ví dụ: 3 tháng, hoặc thường xuyên
dispatches-stated-due-hint = Ví dụ: 30/12/2026, hoặc 5 ngày
dispatches-proposal-legend = Cơ quan ấn định
dispatches-proposal-hint = Thời hạn giao cho đơn vị; không được ghi là yêu cầu của văn bản.
dispatches-recurrence = Định kỳ
dispatches-recurrence-hint = Ví dụ: 3 tháng; để trống nếu chỉ làm một lần
dispatches-due = Thời hạn
dispatches-first-due = Hạn đầu tiên
dispatches-due-hint = Ví dụ: 30/12/2026
dispatches-fresh-for = Minh chứng có giá trị trong
dispatches-fresh-for-hint = Ví dụ: 3 tháng; để trống nếu không hết hạn
dispatches-second-person = Phải có người thứ hai xác nhận
dispatches-trigger = Khi xảy ra sự kiện
dispatches-on-nothing = Không gắn với sự kiện
dispatches-on-incident = Khi có sự cố
dispatches-on-departure = Khi cán bộ chuyển công tác, nghỉ việc
dispatches-on-reorganisation = Khi sắp xếp tổ chức
dispatches-on-document = Khi nhận, soạn, sao, hủy tài liệu
dispatches-control-hint = Biện pháp đầu tiên là chính; dùng để tổng hợp theo biện pháp.
dispatches-control-search = Lọc biện pháp…
dispatches-no-more-controls = Không thêm biện pháp
dispatches-units-government = Cơ quan của HĐND và UBND
dispatches-units-forces = Công an, Quân sự
dispatches-units-party = Cơ quan Đảng, Mặt trận, đoàn thể
dispatches-units-schools = Trường học, y tế
dispatches-units-residential = Tổ dân phố, thôn, bản
dispatches-area-gov = Lãnh đạo, tổ chức
dispatches-area-awr = Tuyên truyền, nâng cao nhận thức
dispatches-area-sec = Bảo vệ bí mật nhà nước
dispatches-area-dev = Thiết bị, mạng, dữ liệu
dispatches-area-acc = Tài khoản, mật khẩu
dispatches-area-chn = Trang thông tin, nhóm, kênh
dispatches-area-inc = Sự cố
dispatches-area-pdp = Dữ liệu cá nhân
dispatches-changed-meanwhile = Văn bản vừa được người khác thay đổi. Nội dung đồng chí nhập vẫn còn đây; xem lại rồi lưu lần nữa.
dispatches-was-corrected = Đã sửa nhiệm vụ.
dispatches-was-agreed = Đã ghi nhận nhiệm vụ được đọc đúng.

# Thêm, tách, gộp, bỏ
dispatches-add-title = Thêm nhiệm vụ
dispatches-add-lead = Chép nguyên văn từ văn bản để nhiệm vụ được đánh dấu đúng chỗ, hoặc tự nhập.
dispatches-was-added = Đã thêm nhiệm vụ.
dispatches-split-title = Tách nhiệm vụ { $number }
dispatches-split-lead = Mỗi nhiệm vụ nên là một việc có thể đánh dấu đã xong.
dispatches-split-places = Chọn chỗ tách
dispatches-split-text = Hoặc tự đặt dấu |
dispatches-split-hint = Gõ một dấu | vào chỗ cần tách, không sửa chữ nào khác.
dispatches-split-bar-wrong = Chỉ đặt đúng một dấu | và giữ nguyên mọi chữ khác.
dispatches-split-missing = Chọn một chỗ tách, hoặc gõ dấu | vào nội dung.
dispatches-was-split = Đã tách thành hai nhiệm vụ.
dispatches-was-merged = Đã gộp hai nhiệm vụ.
dispatches-drop-title = Bỏ nhiệm vụ { $number } khỏi kế hoạch
dispatches-drop-reason = Lý do
dispatches-drop-hint = Lý do được lưu trong lịch sử của văn bản; có thể khôi phục nhiệm vụ trước khi giao việc.
dispatches-drop-usual = Không phải nhiệm vụ của cơ quan
dispatches-was-dropped = Đã bỏ nhiệm vụ khỏi kế hoạch.
dispatches-was-restored = Đã khôi phục nhiệm vụ.

# Thông tin văn bản
dispatches-heading-title = Sửa thông tin văn bản
dispatches-heading-lead = Ghi đúng như văn bản; phần văn bản để trống thì để trống.
dispatches-subject-of = Trích yếu
dispatches-kind = Loại văn bản
dispatches-kind-hint = Viết tắt: CV, KH, QD, CT, TB…
dispatches-date-hint = Ví dụ: 24/11/2026, hoặc 11/2026
dispatches-number-only = Số
dispatches-number-hint = Ví dụ: 231
dispatches-symbol = Ký hiệu
dispatches-symbol-hint = Ví dụ: UBND-VP
dispatches-recipients-hint = Mỗi nơi nhận một dòng
dispatches-signer-authority = Thẩm quyền ký
dispatches-signer-title = Chức vụ người ký
dispatches-signer-name = Họ tên người ký
dispatches-heading-was-corrected = Đã sửa thông tin văn bản.
dispatches-unnumbered = { $kind } chưa có số
dispatches-kind-any = Văn bản
dispatches-kind-cv = Công văn
dispatches-kind-kh = Kế hoạch
dispatches-kind-qd = Quyết định
dispatches-kind-ct = Chỉ thị
dispatches-kind-tb = Thông báo
dispatches-kind-hd = Hướng dẫn
dispatches-kind-bc = Báo cáo
dispatches-kind-nq = Nghị quyết
dispatches-kind-cd = Công điện

# Xác nhận
dispatches-confirm-title = Xác nhận và giao việc
dispatches-confirm-lead = Sau khi giao, các đơn vị thấy việc ngay trong mục Việc của tôi. Kế hoạch đã giao không sửa được nữa, chỉ có thể thu hồi.
dispatches-sum = Sẽ giao
dispatches-assignments = Lượt giao việc
dispatches-earliest = Hạn sớm nhất
dispatches-lacking = { $count } nhiệm vụ chưa thể giao
dispatches-unitless = { $count } nhiệm vụ chưa có đơn vị
dispatches-unitless-more = Chọn nhiệm vụ và đơn vị, có thể chọn cả nhóm, rồi giao một lần. Còn nhiệm vụ khác thì làm tiếp.
dispatches-unitless-missing = Chọn ít nhất một nhiệm vụ.
dispatches-unitless-go = { $count } nhiệm vụ chưa có đơn vị: giao cùng lúc
dispatches-units-for = Giao cho đơn vị
dispatches-rest-give = Giao cho các đơn vị đã chọn
dispatches-units-missing = Chọn ít nhất một đơn vị.
dispatches-rest-was-given = Đã chọn đơn vị cho các nhiệm vụ còn thiếu.
dispatches-waits-more = Vẫn có thể giao, nhưng nên đọc lại trước.
dispatches-by-unit = Theo đơn vị
dispatches-by-unit-none = Chưa có đơn vị nào được giao việc.
dispatches-unit = Đơn vị
dispatches-give = Giao { $count } lượt việc
dispatches-not-ready = Chưa giao được: còn nhiệm vụ thiếu thông tin.
dispatches-changed-look = Văn bản vừa được người khác thay đổi. Xem lại kế hoạch mới nhất dưới đây trước khi giao.
dispatches-back = Quay lại rà soát
dispatches-was-confirmed = Đã giao việc. Các đơn vị thấy nhiệm vụ trong mục Việc của tôi.

# Sau khi giao
dispatches-given = Giao { $count } đơn vị
dispatches-draft = Dự thảo công văn, kế hoạch
dispatches-draft-title = Dự thảo văn bản triển khai
dispatches-draft-lead = Các tệp .docx để hoàn chỉnh, trình ký. Hệ thống không gửi đi đâu.
dispatches-draft-dispatch = Công văn triển khai
dispatches-draft-kinds = Loại văn bản dự thảo
dispatches-draft-plan = Kế hoạch triển khai
dispatches-draft-plan-duties = { $count } nhiệm vụ, mỗi nhiệm vụ một dòng trong bảng, kèm đơn vị, thời gian và căn cứ.
dispatches-draft-plan-subject-hint = Đứng dưới tên loại “Kế hoạch”.
dispatches-draft-layout = Thể thức theo quy định đối với cơ quan của đồng chí.
dispatches-draft-duties = { $count } nhiệm vụ, xếp theo đơn vị thực hiện.
dispatches-draft-stated = Thời hạn văn bản nêu và thời hạn cơ quan ấn định được ghi tách bạch.
dispatches-draft-blank = Số và ngày, tháng để trống, văn thư ghi khi phát hành.
dispatches-draft-subject-hint = Viết tiếp sau “V/v”.
dispatches-draft-authority = Quyền hạn
dispatches-draft-authority-hint = Ví dụ: TM. Ủy ban nhân dân; ký thay thì thêm một dòng KT. Chủ tịch.
dispatches-draft-post = Chức vụ
dispatches-draft-signer = Họ và tên người ký
dispatches-draft-empty = Ô bắt buộc mà để trống thì giữ nội dung như đề xuất.
dispatches-draft-superior = Cơ quan cấp trên
dispatches-draft-superior-hint = Dòng trên của tên cơ quan. Để trống nếu không ghi.
dispatches-draft-issuer = Cơ quan ban hành
dispatches-draft-issuer-hint = Mỗi dòng của tên cơ quan một dòng.
dispatches-draft-place = Địa danh
dispatches-draft-place-hint = Đứng trước ngày, tháng, năm.
dispatches-draft-copies = Nơi nhận
dispatches-draft-copies-hint = Ngoài “Như trên” và nơi lưu; mỗi nơi một dòng.
dispatches-draft-drafter = Người soạn thảo
dispatches-draft-drafter-hint = Ký hiệu ghi sau nơi lưu, ví dụ: NVA.
dispatches-draft-download = Tải dự thảo (.docx)
dispatches-slips = Phiếu giao việc
dispatches-slips-more = Mỗi đơn vị một phiếu, chỉ gồm nhiệm vụ của đơn vị đó.
dispatches-slip = Tải phiếu
dispatches-count = { $count } nhiệm vụ
dispatches-withdraw = Thu hồi
dispatches-withdraw-title = Thu hồi { $name }
dispatches-withdraw-lead = Việc chưa làm xong sẽ bị hủy ở mọi đơn vị; kết quả đã báo cáo và lịch sử vẫn được giữ.
dispatches-withdraw-reason = Lý do thu hồi
dispatches-withdraw-hint = Các đơn vị sẽ thấy lý do này.
dispatches-was-withdrawn = Đã thu hồi văn bản.

# Thời gian
dispatches-minutes = { $count } phút
dispatches-hours = { $count } giờ
dispatches-days = { $count } ngày
dispatches-weeks = { $count } tuần
dispatches-months = { $count } tháng
dispatches-years = { $count } năm
dispatches-regularly = thường xuyên
dispatches-every = { $period } một lần
dispatches-by-day = chậm nhất { $day }
dispatches-within = trong vòng { $period }
dispatches-first-by = lần đầu chậm nhất { $day }
dispatches-once = một lần
dispatches-standing = thường trực, không có ngày
dispatches-second = người thứ hai xác nhận

# Tình trạng đọc
dispatches-read-misnamed = Phần mở rộng của tệp không đúng với nội dung; hệ thống đọc theo nội dung.
dispatches-read-cut = Văn bản quá dài, phần cuối chưa được đọc.
dispatches-read-undecodable = Một số ký tự không đọc được. So lại với bản gốc trước khi giao việc.
dispatches-read-tracked = Văn bản còn vết sửa đổi: đã giữ phần thêm, bỏ phần xóa. Nên dùng bản chính thức.
dispatches-read-hidden = Văn bản có chữ bị ẩn; phần đó cũng được đọc.
dispatches-read-comments = Văn bản có ghi chú của người góp ý; ghi chú không được đọc.
dispatches-read-macros = Tệp có macro. Macro không được chạy.
dispatches-read-embedded = Trong tệp có tài liệu đính kèm chưa được đọc. Mở riêng từng tài liệu nếu có phụ lục giao việc.
dispatches-read-left-out = Một phần phụ của tệp bị hỏng và không được đọc.
dispatches-read-decoded = Văn bản dùng bảng mã cũ (TCVN3, VNI …) và đã được chuyển sang Unicode.
dispatches-read-look-alikes = Một số chữ chỉ trông giống chữ Việt (Ð thay cho Đ) đã được thay bằng chữ đúng.
dispatches-read-lost-letters = Một số từ bị mất chữ “ư” đã được khôi phục. Đối chiếu lại với bản gốc khi cần.
dispatches-read-recognised = Văn bản là bản quét đã nhận dạng chữ; chữ có thể sai. So lại với bản gốc.
dispatches-read-incomplete = Tệp thiếu phần cuối (có thể tải về chưa hết); phần còn lại đã được đọc. Nên lấy lại tệp gốc.
dispatches-read-damaged-pages = Có trang bị hỏng một phần, chữ trên trang đó có thể thiếu. So lại với bản gốc.
dispatches-read-not-recognised = Có trang quét không nhận dạng được chữ. Xem các trang đó trong tệp gốc.
dispatches-read-pages = Có trang chỉ có ảnh, chưa đọc được chữ. Xem các trang đó trong tệp gốc.

# Lỗi
problem-dispatch-secret = Văn bản mang dấu mật: hệ thống không nhận và không lưu lại gì.
problem-dispatch-known = Văn bản này đã được nhận trước đây. Mở văn bản đã nhận thay vì tải lên lần nữa.
problem-dispatch-no-duties = Không tìm thấy nhiệm vụ nào và cũng không đọc được số, ngày, nơi ban hành. Kiểm tra xem đã chọn đúng tệp văn bản chỉ đạo chưa.
problem-dispatch-not-open = Kế hoạch của văn bản này đã được giao hoặc thu hồi nên không sửa được nữa.
problem-plan-empty = Kế hoạch chưa có nhiệm vụ nào để giao.
problem-split-nothing = Chỗ tách phải nằm giữa nhiệm vụ, mỗi phần đều phải có chữ.
problem-merge-no-neighbours = Chỉ gộp được hai nhiệm vụ liền nhau.
problem-duty-dropped = Nhiệm vụ này đã bị bỏ khỏi kế hoạch. Khôi phục trước khi sửa.
problem-draft-empty = Chưa có nhiệm vụ nào để đưa vào dự thảo.
problem-draft-too-many = Có hơn { $most } nhiệm vụ cần đôn đốc. Chọn một đơn vị hoặc ít ngày hơn.
problem-span-wrong = Đoạn đánh dấu không còn khớp với văn bản. Đánh dấu lại.
problem-not-one = Không hiểu “{ $value }”. Nhập theo ví dụ bên trên.
problem-no-due = Việc định kỳ cần có ngày đến hạn đầu tiên.
problem-day-range = Ngày nằm ngoài khoảng cho phép. Kiểm tra lại năm.
problem-unit-unknown = Có đơn vị không còn trong cơ quan. Chọn lại đơn vị.
problem-no-unit = Chọn đơn vị thực hiện.
problem-unit-closed = Có đơn vị đã giải thể. Chọn đơn vị khác.
problem-file-empty = Tệp rỗng, không có nội dung. Chọn lại tệp, hoặc xin bản khác từ nơi gửi.
problem-file-too-large = Tệp quá lớn. Nếu là bản quét, dùng bản gốc .docx hoặc .pdf có lớp chữ.
problem-file-bomb = Tệp phình ra bất thường khi giải nén nên bị từ chối, có thể là tệp gây hại. Không mở tệp này; báo cán bộ công nghệ thông tin.
problem-file-encrypted = Tệp được đặt mật khẩu. Bỏ mật khẩu rồi tải lại; không gửi mật khẩu kèm tệp.
problem-file-broken = Tệp bị hỏng, có thể do tải về dở dang. Tải lại từ nơi gửi, hoặc mở bằng Word rồi lưu thành tệp mới.
problem-file-not-what-it-says = Tệp có đuôi .{ $says } nhưng nội dung là loại khác ({ $is ->
    [xlsx] bảng tính Excel
    [pptx] trình chiếu PowerPoint
    [open_document] OpenDocument
    [old_word] Word đời cũ (.doc)
    [old_excel] Excel đời cũ (.xls)
    [old_powerpoint] PowerPoint đời cũ (.ppt)
    [encrypted_office] tệp Office đặt mật khẩu
    [rtf] RTF
    [html] trang web
    [picture] ảnh
    [zip] tệp nén
    [archive] tệp nén
    [program] chương trình máy tính
   *[other] chưa rõ loại
}). Kiểm tra nguồn gửi trước khi mở; dùng tệp .docx hoặc .pdf gốc.
problem-file-scan = Đây là bản quét { $pages } trang, chỉ có ảnh, và máy chủ chưa có chương trình nhận dạng chữ. Đề nghị quản trị viên chạy “luytre doctor” để biết cách cài, hoặc dùng bản .docx, .pdf gốc có lớp chữ (thường tải được từ hệ thống quản lý văn bản).
problem-file-picture = Chưa mở được loại ảnh này hoặc ảnh quá lớn. Chụp hoặc lưu lại thành .jpg, .png (không quá 40 triệu điểm ảnh) rồi tải lên.
problem-file-tool = Máy chủ chưa có chương trình mở tệp .rar. Giải nén rồi tải từng tệp, hoặc đề nghị quản trị viên chạy “luytre doctor” để biết cách cài.
problem-file-not-recognised = Không nhận dạng được chữ trong bản quét này. Quét lại rõ hơn (từ 200 dpi, thẳng, đủ sáng) hoặc dùng bản .docx, .pdf gốc.
problem-dispatch-none-inside = Trong tệp này không có văn bản nào đọc được thành kế hoạch. Mở tệp ra và chọn đúng tệp văn bản cần đọc.
problem-file-no-text = Tệp không có chữ nào. Kiểm tra xem đã chọn đúng tệp chưa.
problem-file-unsupported = Chưa đọc được loại tệp này ({ $kind ->
    [xlsx] bảng tính Excel
    [pptx] trình chiếu PowerPoint
    [open_document] OpenDocument
    [old_word] Word đời cũ (.doc)
    [old_excel] Excel đời cũ (.xls)
    [old_powerpoint] PowerPoint đời cũ (.ppt)
    [encrypted_office] tệp Office đặt mật khẩu
    [rtf] RTF
    [html] trang web
    [picture] ảnh
    [zip] tệp nén
    [archive] tệp nén
    [program] chương trình máy tính
   *[other] chưa rõ loại
}). Lưu thành .docx hoặc .pdf rồi tải lại.
problem-file-unknown-encoding = Không nhận ra bảng mã của tệp chữ này. Lưu lại ở bảng mã Unicode (UTF-8) rồi tải lên.
problem-file-unreadable-font = Phông chữ trong tệp PDF không cho biết chữ nào là chữ nào. Dùng bản .docx, hoặc xuất lại PDF từ Word.
problem-draft-failed = Chưa lập được dự thảo. Thử lại; nếu vẫn lỗi, báo người quản trị.
problem-file-failed = Không đọc được tệp này. Thử lưu thành tệp .docx mới; nếu vẫn lỗi, báo người quản trị.
