# Các phần dùng chung của trang.
form-errors = Cần sửa { $count } mục trước khi gửi
form-optional = không bắt buộc
form-choose = Chọn…
steps-label = Các bước
pager-label = Chuyển trang danh sách
pager-shown = Đang hiển thị { $count } dòng
pager-before = Trước
pager-after = Tiếp theo
keys-send = để gửi
keys-title = Phím tắt
keys-lead = Mọi việc đều làm được không cần phím tắt; phím tắt chỉ giúp nhanh hơn.
keys-help = Mở trang này
keys-search = Đến ô tìm kiếm
keys-next = Dòng tiếp theo trong danh sách
keys-previous = Dòng trước trong danh sách
keys-send-form = Gửi biểu mẫu đang nhập
keys-close = Đóng danh mục đang mở
