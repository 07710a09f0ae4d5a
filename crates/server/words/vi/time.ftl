# Khoảng thời gian.
time-days-left = còn { $days } ngày
time-days-late = quá hạn { $days } ngày
time-today = hạn hôm nay
