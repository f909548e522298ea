// SPDX-License-Identifier: MIT
#include "http/client.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "http/transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

namespace scribe::http {

namespace {

using base::Error;
using base::ExitCode;
using std::chrono::milliseconds;

using Url = std::unique_ptr<CURLU, Call<curl_url_cleanup>>;
using Text = std::unique_ptr<char, Call<curl_free>>;

/// Sleeps, in short steps when Ctrl-C may end it.
void pause(milliseconds time, bool interruptible) {
    constexpr milliseconds k_step{50};
    for (; time.count() > 0; time -= k_step) {
        if (interruptible) base::check_interrupt();
        std::this_thread::sleep_for(std::min(time, k_step));
    }
}

} // namespace

std::string_view Response::header(std::string_view name) const {
    auto const found = std::ranges::find(headers, name, [](auto const &header) { return header.first; });
    return found == headers.end() ? std::string_view{} : found->second;
}

Response send(Request const &request) {
    Transfer transfer{request};
    return transfer.finish(curl_easy_perform(transfer.handle()));
}

Response send(Request const &request, Retry const &retry) {
    auto next = retry.pause;
    for (int left = retry.tries - 1;; --left, next = std::min(next * 2, retry.longest)) {
        std::optional<Response> response;
        try {
            response = send(request);
        } catch (Error const &error) {
            if (error.code() != ExitCode::service || left <= 0) throw;
        }
        if (response && response->ok()) return std::move(*response);
        if (response && (!response->temporary() || left <= 0))
            throw Error{ExitCode::service,
                        fmt::format("{}: answered with status {}", server_of(request.url), response->status)};
        milliseconds const asked = response ? response->retry_after : milliseconds{0};
        pause(std::min(std::max(asked, next), retry.longest), request.interruptible);
    }
}

std::string server_of(std::string_view url) {
    Url const parsed{curl_url()};
    auto const part = [&parsed](CURLUPart which) -> std::optional<std::string> {
        char *text = nullptr;
        if (curl_url_get(parsed.get(), which, &text, 0) != CURLUE_OK) return std::nullopt;
        Text const owned{text};
        return std::string{text};
    };
    if (curl_url_set(parsed.get(), CURLUPART_URL, std::string{url}.c_str(), 0) == CURLUE_OK) {
        auto const scheme = part(CURLUPART_SCHEME);
        auto const host = part(CURLUPART_HOST);
        auto const port = part(CURLUPART_PORT);
        if (host && (scheme == "http" || scheme == "https"))
            return fmt::format("{}://{}{}", *scheme, *host, port ? ":" + *port : "");
    }
    throw Error{ExitCode::usage, "the address is no http or https URL",
                "it looks like https://hooks.example/path; quote it for the shell"};
}

} // namespace scribe::http
