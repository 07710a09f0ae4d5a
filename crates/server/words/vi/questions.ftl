# Khó khăn, vướng mắc.
questions-title = Khó khăn, vướng mắc
questions-lead = Điều các đơn vị vướng khi thực hiện, và câu trả lời của Văn phòng.
questions-none = Chưa có khó khăn, vướng mắc nào
questions-none-more = Đơn vị nêu khó khăn trên trang của từng nhiệm vụ; câu trả lời được lưu ở đây.
questions-open = Chờ trả lời
questions-open-none = Không có câu nào đang chờ.
questions-answered = Đã trả lời
questions-answered-by = { $name } trả lời
questions-answer = Trả lời
questions-answer-title = Trả lời khó khăn, vướng mắc
questions-about = Về nhiệm vụ:
questions-text = Trả lời
questions-text-hint = Câu trả lời hiện cho đơn vị và được lưu lại. Không ghi nội dung bí mật nhà nước.
questions-send = Gửi trả lời
questions-said-answered = Đã gửi trả lời cho đơn vị.
