# 平台上的合并请求和批准 → qingdan gate 读的 JSON。GitHub 和 Gitea 共用；每人只算最后一次表态。
def dept(login): $people[login] // "未登记";
($pull[0]) as $p
| { proposer: { id: $p.user.login, dept: dept($p.user.login) }, head: $p.head.sha, paths: $paths[0],
    approvals: [ $reviews[0] // [] | map(select(.state == "APPROVED" or .state == "CHANGES_REQUESTED" or .state == "REQUEST_CHANGES" or .state == "DISMISSED"))
      | group_by(.user.login)[] | max_by(.id)
      | select(.state == "APPROVED" and (.dismissed | not))
      | { id: .user.login, dept: dept(.user.login), commit: .commit_id } ] }
