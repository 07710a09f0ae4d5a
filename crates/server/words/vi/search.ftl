# Tìm kiếm.
search-title = Tìm kiếm
search-lead = Kết quả cho “{ $query }”. Gõ không dấu cũng tìm được; gõ có dấu thì kết quả đúng dấu đứng trước.
search-empty = Nhập từ cần tìm ở ô phía trên
search-empty-more = Số hoặc trích yếu văn bản, nội dung nhiệm vụ, biện pháp, đơn vị, tên cán bộ; có dấu hoặc không dấu.
search-none = Không tìm thấy gì
search-none-more = Thử ít từ hơn, hoặc gõ không dấu. Chỉ tìm trong những gì đồng chí được xem.
search-dispatches = Văn bản
search-duties = Nhiệm vụ trong văn bản
search-controls = Biện pháp
search-units = Đơn vị
search-people = Cán bộ
