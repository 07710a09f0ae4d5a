# Sign-in.
sign-in-title = Sign in
sign-in-name = User name
sign-in-password = Password
sign-in-send = Sign in
sign-in-name-missing = Enter your user name
sign-in-password-missing = Enter your password
sign-in-wrong = User name or password is wrong. Check the Vietnamese keyboard and Caps Lock.
sign-in-help = Forgot your password? Ask your office's administrator for a new one.
sign-in-promise = Directives carried out, with proof.
sign-in-promise-more = Read dispatches, assign, watch, remind and report on cyber security, information security and the protection of state secrets.
sign-in-warning = Never enter or upload state secrets.
