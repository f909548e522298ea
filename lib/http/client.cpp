// SPDX-License-Identifier: MIT
#include "http/client.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace scribe::http {

namespace {

using base::Error;
using base::ExitCode;
using std::chrono::milliseconds;

template <auto function> struct Call {
    template <typename T> void operator()(T *what) const { function(what); }
};
using Handle = std::unique_ptr<CURL, Call<curl_easy_cleanup>>;
using Headers = std::unique_ptr<curl_slist, Call<curl_slist_free_all>>;
using Url = std::unique_ptr<CURLU, Call<curl_url_cleanup>>;
using Text = std::unique_ptr<char, Call<curl_free>>;

Handle make_handle() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    Handle handle{curl_easy_init()};
    if (!handle) throw Error{ExitCode::internal, "libcurl cannot be used"};
    return handle;
}

struct Answer {
    std::string text;
    std::size_t most = 0;
};

std::size_t take_body(char *data, std::size_t, std::size_t size, void *to) {
    auto &answer = *static_cast<Answer *>(to);
    if (answer.text.size() + size > answer.most) return 0; // ends the transfer
    answer.text.append(data, size);
    return size;
}

int check_interrupt(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return base::interrupted() ? 1 : 0; }

/// Options must outlive the transfer: so do `request` and `answer`.
void set_up(CURL *handle, Request const &request, curl_slist *headers, Answer &answer) {
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (!request.body.empty() || request.method == "POST") {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "scribe");
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
    if (auto const *const file = std::getenv("SSL_CERT_FILE")) curl_easy_setopt(handle, CURLOPT_CAINFO, file);
    if (!request.interruptible) return;
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, check_interrupt);
}

Error no_answer(Request const &request, CURLcode code) {
    auto const server = server_of(request.url);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return {ExitCode::service, fmt::format("{}: no answer within {:.1f} s", server,
                                               std::chrono::duration<double>(request.timeout).count())};
    if (code == CURLE_WRITE_ERROR)
        return {ExitCode::service, fmt::format("{}: the answer is longer than {} bytes", server, request.most_bytes)};
    return {ExitCode::service, fmt::format("{}: {}", server, curl_easy_strerror(code))};
}

/// Sleeps, in short steps when Ctrl-C may end it.
void pause(milliseconds time, bool interruptible) {
    constexpr milliseconds k_step{50};
    for (; time.count() > 0; time -= k_step) {
        if (interruptible) base::check_interrupt();
        std::this_thread::sleep_for(std::min(time, k_step));
    }
}

} // namespace

Response send(Request const &request) {
    server_of(request.url);
    auto const handle = make_handle();
    Headers headers;
    for (auto const &header : request.headers) {
        auto *const longer = curl_slist_append(headers.get(), header.c_str());
        if (!longer) throw Error{ExitCode::internal, "out of memory"};
        (void)headers.release(); // a part of the longer list
        headers.reset(longer);
    }
    Answer answer{.text = {}, .most = request.most_bytes};
    set_up(handle.get(), request, headers.get(), answer);
    auto const code = curl_easy_perform(handle.get());
    if (code == CURLE_ABORTED_BY_CALLBACK) base::check_interrupt();
    if (code != CURLE_OK) throw no_answer(request, code);
    Response response;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &response.status);
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RETRY_AFTER, &seconds);
    response.retry_after = std::chrono::seconds{seconds};
    response.body = std::move(answer.text);
    return response;
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
