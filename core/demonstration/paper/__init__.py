"""One clinic of the group as a paper office: workbooks kept by hand, and folders of scans and photographs."""
