# Trang của một đơn vị.
unit-closed = Đơn vị này không còn hoạt động.
unit-all = Xem nhiệm vụ của đơn vị
unit-none = Đơn vị chưa được giao nhiệm vụ nào
unit-none-more = Nhiệm vụ hiện ở đây khi có văn bản giao cho đơn vị.
unit-waiting = chờ xác nhận
