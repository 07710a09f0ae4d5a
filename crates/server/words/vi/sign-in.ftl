# Đăng nhập.
sign-in-title = Đăng nhập
sign-in-name = Tên đăng nhập
sign-in-password = Mật khẩu
sign-in-send = Đăng nhập
sign-in-name-missing = Nhập tên đăng nhập
sign-in-password-missing = Nhập mật khẩu
sign-in-wrong = Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock.
sign-in-help = Quên mật khẩu? Liên hệ người quản trị của cơ quan để được cấp lại.
sign-in-promise = Chỉ đạo được thực hiện, và có minh chứng.
sign-in-promise-more = Đọc văn bản, giao việc, theo dõi, đôn đốc và báo cáo về an ninh mạng, an toàn thông tin và bảo vệ bí mật nhà nước.
sign-in-warning = Không nhập, không tải lên nội dung bí mật nhà nước.
