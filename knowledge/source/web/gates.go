package web

import "regexp"

// What sites call the pages, and the hosts, that let in or turn away.
var (
	gate     = regexp.MustCompile(`(?i)/(?:log-?in|sign-?in|sso|oauth\d?|authenticate|consent|cookie-?wall|captcha|challenge|error(?:s|-?page|-?\d+)?|404|not-?found|maintenance|unsupported(?:-?browser)?|access-?denied|blocked|subscribe|register|registration|paywall)(?:[/.?]|$)`)
	gateHost = regexp.MustCompile(`(?i)^(?:log-?in|sign-?in|accounts?|sso|auth|consent|guce|id|myaccount)\.`)
)
