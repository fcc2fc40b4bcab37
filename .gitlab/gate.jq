# GitLab 的合并请求和批准 → qingdan gate 读的 JSON。批准不记提交号：项目须设为“新提交清除原有批准”，所以现有的批准都是对最新提交的。
def dept(login): $people[login] // "未登记";
($pull[0]) as $p
| { proposer: { id: $p.author.username, dept: dept($p.author.username) }, head: $p.sha, paths: $paths[0],
    approvals: [ $approvals[0].approved_by[]?.user.username | { id: ., dept: dept(.), commit: $p.sha } ] }
