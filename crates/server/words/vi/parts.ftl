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
